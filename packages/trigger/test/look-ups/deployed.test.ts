// Does the deployed zip of a policy with look-ups put what it finds on a token? A local pool runs it, in front of tables.
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { poolBlueprint, snapshotText } from "@claimsmith/claims-policy";
import { childProcessTrigger, type LocalPool, startLocalPool } from "@claimsmith/local-pool";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundleTrigger } from "../../src/bundle.ts";
import { CREDENTIALS, openTables, type Tables } from "./tables.ts";
import { CLIENTS, membersSnapshot, TABLES } from "./world.ts";

const PASSWORD = "Right-horse-1";
const SOURCE = new URL("../../src/index.ts", import.meta.url).pathname;
const HANDLER = `
  import policy from "./policy.json" with { type: "json" };
  import { createHandler, optionsFromEnvironment } from ${JSON.stringify(SOURCE)};
  export const handler = createHandler(policy, optionsFromEnvironment(process.env));
`;

let directory: string;
let tables: Tables;
let pool: LocalPool;
const lines: string[] = [];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "claimsmith-look-ups-test-"));
  tables = await openTables();
  for (const table of Object.values(TABLES)) await tables.create(table);
  const snapshot = await membersSnapshot();
  const clientIds = Object.fromEntries(
    Object.entries(CLIENTS).map(([clientId, name]) => [name, { clientId }]),
  );
  pool = await startLocalPool({
    blueprint: poolBlueprint(snapshot.policy),
    port: 0,
    clientIds,
    trigger: childProcessTrigger({
      zipPath: await builtZip(snapshotText(snapshot)),
      environment: {
        CLAIMSMITH_CLIENTS: JSON.stringify(CLIENTS),
        CLAIMSMITH_LOOKUP_TABLES: JSON.stringify(TABLES),
        AWS_ENDPOINT_URL_DYNAMODB: tables.endpoint,
        AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
        AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
        AWS_SESSION_TOKEN: CREDENTIALS.sessionToken,
      },
      onLog: (line) => void lines.push(line),
    }),
  });
});

afterAll(async () => {
  await pool.close();
  await rm(directory, { recursive: true, force: true });
});

async function builtZip(policyText: string): Promise<string> {
  const folder = join(directory, "source");
  await mkdir(folder);
  await writeFile(join(folder, "policy.json"), policyText);
  await writeFile(join(folder, "handler.ts"), HANDLER);
  const { zip } = await bundleTrigger(join(folder, "handler.ts"));
  await writeFile(join(directory, "trigger.zip"), zip);
  return join(directory, "trigger.zip");
}

/** Calls the pool as an SDK does. */
async function call(
  action: string,
  body: object,
): Promise<{ readonly status: number; readonly body: string }> {
  const response = await fetch(pool.endpoint, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${action}`,
      authorization: "AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/cognito-idp/aws4_request",
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.text() };
}

/** Creates a person and gives their `sub`. */
async function addUser(Username: string): Promise<string> {
  const { userPoolId: UserPoolId } = pool;
  const UserAttributes = [
    { Name: "email", Value: Username },
    { Name: "email_verified", Value: "true" },
  ];
  const { body } = await call("AdminCreateUser", {
    UserPoolId,
    Username,
    UserAttributes,
    MessageAction: "SUPPRESS",
  });
  await call("AdminSetUserPassword", { UserPoolId, Username, Password: PASSWORD, Permanent: true });
  const { Attributes } = JSON.parse(body).User as {
    readonly Attributes: readonly { Name: string; Value: string }[];
  };
  return Attributes.find(({ Name }) => Name === "sub")?.Value ?? "";
}

function signIn(USERNAME: string, ClientId: string): ReturnType<typeof call> {
  const AuthParameters = { USERNAME, PASSWORD };
  return call("InitiateAuth", { AuthFlow: "USER_PASSWORD_AUTH", ClientId, AuthParameters });
}

/** The payload of the access token that a sign-in gave. */
function accessClaims({ body }: Awaited<ReturnType<typeof signIn>>): Readonly<Record<string, unknown>> {
  const [, payload = ""] = JSON.parse(body).AuthenticationResult.AccessToken.split(".");
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}

it("signs people in with what the tables say of them, and with nothing of it in the log", async () => {
  const sub = await addUser("ann@example.com");
  await tables.put(TABLES.membership, sub, { plan: { S: "canary-gold" }, regions: { SS: ["us", "eu"] } });
  await addUser("bob@example.com");
  const ann = accessClaims(await signIn("ann@example.com", "7client0web"));
  expect(ann).toMatchObject({ plan: "canary-gold", standing: "canary-gold", regions: ["eu", "us"] });
  expect(ann.scope).toContain("notes/read");
  const bob = accessClaims(await signIn("bob@example.com", "7client0web"));
  expect(bob).toMatchObject({ standing: "unknown" });
  expect(bob).not.toHaveProperty("plan");
  expect(bob.scope).not.toContain("notes/read");
  expect(lines.join("\n")).not.toMatch(/canary|example\.com/);
});

it("signs people in without, or refuses, once the tables are gone", async () => {
  await addUser("eve@example.com");
  await tables.close();
  const eve = accessClaims(await signIn("eve@example.com", "7client0web"));
  expect(eve).toMatchObject({ standing: "unknown" });
  expect(eve).not.toHaveProperty("plan");
  const refused = await signIn("eve@example.com", "7client0kiosk");
  expect(refused.status).toBe(400);
  expect(refused.body).toContain("UserLambdaValidationException");
  expect(refused.body).not.toContain("AccessToken");
});
