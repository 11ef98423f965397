// A small world for tests: a local pool with the deployed trigger, its people and its machine, and the API over one table: its two functions, and its plain server.
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
import { type LocalTable, openLocalTable } from "../local/local-table.ts";
import { SAMPLE_ORDERS } from "../local/sample-orders.ts";
import { clientsVariable, type Functions, openFunctions, variablesOf } from "./functions.ts";
import { type PlainServer, spawnServer } from "./plain-server.ts";

// The SDK runs on this Node for now and says so in every test file.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

/** The origin whose pages may call the plain server. */
export const PAGE = "http://localhost:5173";

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
  /** The plain server, in a process of its own. */
  readonly server: PlainServer;
  /** What the API is told: of the pool, and of the table, which has the sample orders. */
  readonly environment: Readonly<Record<string, string>>;
  /** The same for a function of the zip, which gets its credentials in another way. */
  readonly functionEnvironment: Readonly<Record<string, string>>;
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
  const table = await openLocalTable(SAMPLE_ORDERS);
  const environment = environmentOf(pool, table);
  const credentials = await credentialsFile();
  const functionEnvironment = { ...unreserved(environment), ...credentials.environment };
  const functions = await openFunctions(pool, functionEnvironment);
  const server = await spawnServer("src/main.ts", { ...environment, ALLOWED_ORIGINS: PAGE });
  const tokens = await tokensOf({ cognito, pool }, clock);
  const close = async () => {
    cognito.destroy();
    functions.close();
    await server.stop();
    await pool.close();
    await table.close();
    await credentials.close();
  };
  return { pool, functions, server, environment, functionEnvironment, invocations, tokens, close };
}

function environmentOf(pool: LocalPool, table: LocalTable): World["environment"] {
  const { endpoint } = pool;
  return {
    ...variablesOf(pool),
    ...table.environment,
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint,
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
  };
}

/** Lambda gives functions credentials of their role, and takes none as variables. (AWS Lambda: Defined runtime environment variables) */
const RESERVED: ReadonlySet<string> = new Set(["AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]);

function unreserved(environment: World["environment"]): World["environment"] {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !RESERVED.has(name)));
}

/** The local pool gives none: the SDK finds these, which nobody checks. */
async function credentialsFile() {
  const directory = await mkdtemp(join(tmpdir(), "claimsmith-orders-api-test-"));
  const path = join(directory, "credentials");
  await writeFile(path, "[default]\naws_access_key_id = local\naws_secret_access_key = local\n");
  return {
    environment: { AWS_SHARED_CREDENTIALS_FILE: path },
    close: () => rm(directory, { recursive: true, force: true }),
  };
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
