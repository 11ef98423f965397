// A small world for tests: a local pool with the deployed trigger, its people and its machine, and the API's two functions.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { type Persona, poolBlueprint, type UserPersona } from "@claimsmith/claims-policy";
import {
  childProcessTrigger,
  type InvocationLog,
  type LocalPool,
  startLocalPool,
} from "@claimsmith/local-pool";
import { environments, personas, policy } from "@claimsmith/orders-policy";
import { BUNDLE_HANDLER, bundleTrigger } from "@claimsmith/trigger/bundle";
import { clientsVariable, type Functions, openFunctions } from "./functions.ts";

// The SDK runs on this Node for now and says so in every test file.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const PASSWORD = "Right-horse-1";
const TRIGGER_ENTRY = fileURLToPath(new URL("../../pre-token-generation/src/handler.ts", import.meta.url));
const TWO_HOURS_MS = 7_200_000;

/** Who calls in the tables of cases, and with what. */
export type Caller =
  | "alice"
  | "bob"
  | "the partner's machine"
  | "alice, with her ID token"
  | "alice, with a token of two hours ago"
  | "alice, with bob's signature"
  | "nobody";

/** What runs. */
export interface World {
  readonly pool: LocalPool;
  readonly functions: Functions;
  /** Every invocation of a function of the zip, with what it printed; shortly after the answer. */
  readonly invocations: readonly InvocationLog[];
  /** `nobody` has none. */
  readonly tokens: Readonly<Record<Caller, string | undefined>>;
  close(): Promise<void>;
}

/** Builds the zips and starts all of it. */
export async function openWorld(): Promise<World> {
  const invocations: InvocationLog[] = [];
  const clock = { offsetMs: 0 };
  const pool = await startLocalPool({
    blueprint: poolBlueprint(policy, environments.local),
    port: 0,
    clock: () => Date.now() + clock.offsetMs,
    onInvocation: (log) => void invocations.push(log),
    trigger,
  });
  const cognito = new CognitoIdentityProviderClient({
    endpoint: pool.endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
  const functions = await openFunctions(pool);
  const tokens = await tokensOf({ cognito, pool }, clock);
  const close = async () => {
    cognito.destroy();
    functions.close();
    await pool.close();
  };
  return { pool, functions, invocations, tokens, close };
}

/** The function of apps/pre-token-generation, as it is deployed. */
async function trigger(clients: LocalPool["clients"]) {
  const directory = await mkdtemp(join(tmpdir(), "claimsmith-orders-api-test-"));
  try {
    const zipPath = join(directory, "trigger.zip");
    await writeFile(zipPath, (await bundleTrigger(TRIGGER_ENTRY)).zip);
    const environment = {
      CLAIMSMITH_CLIENTS: clientsVariable(clients),
      CLAIMSMITH_SETTINGS: JSON.stringify(environments.local.settings),
    };
    return childProcessTrigger({ zipPath, handler: BUNDLE_HANDLER, environment, timeoutMs: 30_000 });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

interface Accounts {
  readonly cognito: CognitoIdentityProviderClient;
  readonly pool: LocalPool;
}

async function tokensOf(accounts: Accounts, clock: { offsetMs: number }): Promise<World["tokens"]> {
  for (const name of ["alice", "bob"]) await addUser(accounts, name);
  clock.offsetMs = -TWO_HOURS_MS;
  const late = await signIn(accounts, "alice");
  clock.offsetMs = 0;
  const [alice, bob] = [await signIn(accounts, "alice"), await signIn(accounts, "bob")];
  const [header, payload] = alice.access.split(".");
  return {
    alice: alice.access,
    bob: bob.access,
    "the partner's machine": await machineToken(accounts.pool),
    "alice, with her ID token": alice.id,
    "alice, with a token of two hours ago": late.access,
    "alice, with bob's signature": `${header}.${payload}.${bob.access.split(".")[2]}`,
    nobody: undefined,
  };
}

function personOf(name: string): UserPersona {
  const persona = (personas as Readonly<Record<string, Persona>>)[name];
  if (persona?.kind !== "user") throw new TypeError(`no person is called ${name}`);
  return persona;
}

async function addUser({ cognito, pool }: Accounts, name: string): Promise<void> {
  const { attributes, groups } = personOf(name);
  const shared = { UserPoolId: pool.userPoolId, Username: attributes.email };
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  await cognito.send(new AdminCreateUserCommand({ ...shared, UserAttributes, MessageAction: "SUPPRESS" }));
  await cognito.send(new AdminSetUserPasswordCommand({ ...shared, Password: PASSWORD, Permanent: true }));
  for (const GroupName of groups)
    await cognito.send(new AdminAddUserToGroupCommand({ ...shared, GroupName }));
}

async function signIn({ cognito, pool }: Accounts, name: string) {
  const { AuthenticationResult } = await cognito.send(
    new InitiateAuthCommand({
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: personOf(name).attributes.email, PASSWORD },
      ClientId: pool.clients.web?.clientId,
    }),
  );
  return { access: AuthenticationResult?.AccessToken ?? "", id: AuthenticationResult?.IdToken ?? "" };
}

async function machineToken({ clients, endpoint }: LocalPool): Promise<string> {
  const { clientId = "", clientSecret = "" } = clients.partner ?? {};
  const response = await fetch(`${endpoint}/oauth2/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  return ((await response.json()) as { readonly access_token: string }).access_token;
}
