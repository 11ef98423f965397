// How does the command end where it was not told enough, and where nothing is deployed?
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, it } from "vitest";

const MAIN = fileURLToPath(new URL("../src/main.ts", import.meta.url));
const TSX = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
const USER = { SMOKE_USERNAME: "pat", SMOKE_PASSWORD: "Right-horse-1" };
/** Nobody listens there. */
const NO_AWS = {
  AWS_ENDPOINT_URL: "http://127.0.0.1:9",
  AWS_REGION: "eu-west-1",
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
  AWS_MAX_ATTEMPTS: "1",
};

const CASES = [
  ["without an environment's name", [], USER, 2, "USAGE"],
  ["without a test user", ["dev"], NO_AWS, 2, "USAGE"],
  ["without a password", ["dev"], { ...NO_AWS, SMOKE_USERNAME: "pat" }, 2, "USAGE"],
  ["where AWS knows nothing of the stacks", ["dev"], { ...NO_AWS, ...USER }, 1, "NOT_DEPLOYED"],
] as const;

it.each(CASES)("%s it ends with the code of what is wrong", (_description, args, env, status, code) => {
  const run = spawnSync(
    process.execPath,
    ["--conditions=@claimsmith/source", "--import", TSX, MAIN, ...args],
    { env: { PATH: process.env.PATH, ...env }, encoding: "utf8" },
  );
  expect(run.status).toBe(status);
  expect(run.stderr).toContain(`error ${code}: `);
  expect(run.stderr + run.stdout).not.toContain(USER.SMOKE_PASSWORD);
});
