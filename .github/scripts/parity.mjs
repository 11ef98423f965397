// How is a real pool held against what is known of Cognito? Reads the pool from the environment and runs `claimsmith parity`.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/**
 * The arguments of the command.
 *
 * @param {NodeJS.ProcessEnv} env PARITY_REGION and PARITY_USER_POOL_ID; PARITY_DOMAIN, PARITY_YES and PARITY_PROBE where wanted
 * @throws TypeError where the pool is not named
 */
export function parityArguments(env) {
  const { PARITY_REGION, PARITY_USER_POOL_ID, PARITY_DOMAIN, PARITY_YES, PARITY_PROBE } = env;
  if (!PARITY_REGION || !PARITY_USER_POOL_ID)
    throw new TypeError(
      "expected PARITY_REGION and PARITY_USER_POOL_ID: variables of the environment parity",
    );
  return [
    "parity",
    "--region",
    PARITY_REGION,
    "--user-pool-id",
    PARITY_USER_POOL_ID,
    ...(PARITY_DOMAIN ? ["--domain", PARITY_DOMAIN] : []),
    ...(PARITY_YES === "true" ? ["--yes"] : []),
    ...(PARITY_PROBE === "true" ? ["--probe"] : []),
  ];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { status } = spawnSync(
    "npx",
    ["-y", "pnpm@12", "--silent", "claimsmith", ...parityArguments(process.env)],
    { cwd: fileURLToPath(new URL("../../", import.meta.url)), stdio: ["ignore", "inherit", "inherit"] },
  );
  process.exitCode = status ?? 1;
}
