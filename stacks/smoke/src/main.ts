// Did the deploy work? `pnpm smoke ENVIRONMENT`, with credentials of AWS and the test user's in the environment.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ApiGatewayV2Client } from "@aws-sdk/client-apigatewayv2";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { SSMClient } from "@aws-sdk/client-ssm";
import { type PolicySnapshot, parseSnapshot } from "@claimsmith/claims-policy";
import ordersSnapshot from "@claimsmith/orders-policy/policy.json" with { type: "json" };
import { SmokeError } from "./errors.ts";
import { smoke } from "./smoke.ts";
import { readTarget } from "./target.ts";

/** The client of the orders policy that allows `password`. */
const CLIENT = "web";

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

try {
  await main(process.argv[2], process.env);
} catch (error) {
  if (!(error instanceof SmokeError)) throw error;
  console.error(`error ${error.code}: ${error.message}`);
  process.exitCode = error.code === "USAGE" ? 2 : 1;
}

async function main(
  environment: string | undefined,
  { SMOKE_USERNAME, SMOKE_PASSWORD, CLAIMSMITH_RELEASE }: NodeJS.ProcessEnv,
): Promise<void> {
  if (!environment) throw new SmokeError("USAGE", "expected the name of an environment, received none");
  if (!SMOKE_USERNAME || !SMOKE_PASSWORD)
    throw new SmokeError("USAGE", "expected SMOKE_USERNAME and SMOKE_PASSWORD: secrets of the environment");
  const snapshot = await deployedSnapshot(CLAIMSMITH_RELEASE);
  const target = await readTarget(
    { ssm: new SSMClient(), apiGateway: new ApiGatewayV2Client() },
    { policy: snapshot.policy.name, environment, clients: Object.keys(snapshot.policy.clients) },
  );
  await smoke({
    target,
    snapshot,
    client: CLIENT,
    user: { userName: SMOKE_USERNAME, password: SMOKE_PASSWORD },
    cognito: new CognitoIdentityProviderClient(),
    log: (line) => console.log(`ok  ${line}`),
  });
}

/** As the stacks read it: of the release that was deployed, else of the workspace. */
async function deployedSnapshot(release: string | undefined): Promise<PolicySnapshot> {
  const json: unknown = release
    ? JSON.parse(await readFile(join(release, "policy.json"), "utf8"))
    : ordersSnapshot;
  return parseSnapshot(json);
}
