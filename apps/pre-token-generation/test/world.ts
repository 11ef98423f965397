// A small world for tests: a local pool that runs a built zip as its trigger, and the real AWS SDK against it.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  type AuthenticationResultType,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Persona, UserPersona } from "@claimsmith/claims-policy";
import type { PoolBlueprint } from "@claimsmith/cognito-model";
import { childProcessTrigger, type LocalPool, startLocalPool } from "@claimsmith/local-pool";
import { BUNDLE_HANDLER, bundleTrigger } from "@claimsmith/trigger/bundle";
import { createRemoteJWKSet, type JWTPayload, jwtVerify } from "jose";

// The SDK runs on this Node for now and says so in every test file.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

const PASSWORD = "Right-horse-1";

/** The function that is deployed, and the one of the older pool. */
export const ENTRIES = {
  orders: entry("../src/handler.ts"),
  legacyEmail: entry("./legacy-email-handler.ts"),
};

function entry(path: string): string {
  return fileURLToPath(new URL(path, import.meta.url));
}

/** What runs. */
export interface World {
  readonly pool: LocalPool;
  readonly sdk: CognitoIdentityProviderClient;
  /** Every line that the function printed. */
  readonly lines: string[];
  close(): Promise<void>;
}

/** What to run. */
export interface WorldOptions {
  readonly blueprint: PoolBlueprint;
  /** The function's source; `null` runs a pool without a trigger. */
  readonly entry: string | null;
  readonly settings?: object;
  /** In place of the environment that fits the pool. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Builds the zip, starts a process for it and a pool in front. */
export async function openWorld(options: WorldOptions): Promise<World> {
  const { blueprint, settings = {} } = options;
  const lines: string[] = [];
  const ids = blueprint.clients.map(({ name }) => [name, `7synthetic0client0${name}`] as const);
  const environment = options.environment ?? {
    CLAIMSMITH_CLIENTS: JSON.stringify(Object.fromEntries(ids.map(([name, id]) => [id, name]))),
    CLAIMSMITH_SETTINGS: JSON.stringify(settings),
  };
  const onLog = (line: string) => void lines.push(line);
  const pool = await startLocalPool({
    blueprint,
    port: 0,
    clientIds: Object.fromEntries(ids.map(([name, clientId]) => [name, { clientId }])),
    ...(options.entry !== null && { trigger: await builtTrigger(options.entry, { environment, onLog }) }),
  });
  const sdk = new CognitoIdentityProviderClient({
    endpoint: pool.endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
  const close = async () => {
    sdk.destroy();
    await pool.close();
  };
  return { pool, sdk, lines, close };
}

async function builtTrigger(
  path: string,
  options: {
    readonly environment: Readonly<Record<string, string>>;
    readonly onLog: (line: string) => void;
  },
) {
  const directory = await mkdtemp(join(tmpdir(), "claimsmith-app-test-"));
  try {
    const zipPath = join(directory, "trigger.zip");
    await writeFile(zipPath, (await bundleTrigger(path)).zip);
    return childProcessTrigger({ zipPath, handler: BUNDLE_HANDLER, ...options });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Creates a confirmed user of a persona. */
export async function addUser({ sdk, pool }: World, { attributes, groups }: UserPersona): Promise<void> {
  const shared = { UserPoolId: pool.userPoolId, Username: attributes.email };
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  await sdk.send(new AdminCreateUserCommand({ ...shared, UserAttributes, MessageAction: "SUPPRESS" }));
  await sdk.send(new AdminSetUserPasswordCommand({ ...shared, Password: PASSWORD, Permanent: true }));
  for (const GroupName of groups) await addToGroup({ sdk, pool }, attributes.email, GroupName);
}

/** Puts a user into a group. */
export async function addToGroup(
  { sdk, pool }: Pick<World, "sdk" | "pool">,
  Username: string,
  GroupName: string,
): Promise<void> {
  await sdk.send(new AdminAddUserToGroupCommand({ UserPoolId: pool.userPoolId, Username, GroupName }));
}

/** The person of that name among personas. */
export function personOf(personas: Readonly<Record<string, Persona>>, name: string): UserPersona {
  const persona = personas[name];
  if (persona?.kind !== "user") throw new TypeError(`no person is called ${name}`);
  return persona;
}

/** What a sign-in gives. */
export interface Tokens {
  readonly access: string;
  readonly id: string;
  readonly refresh: string;
}

/** Signs in by password through the SDK. */
export function signIn(world: World, client: string, { attributes }: UserPersona): Promise<Tokens> {
  return initiateAuth(world, client, {
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: { USERNAME: attributes.email, PASSWORD },
  });
}

/** Refreshes through the SDK. */
export function refresh(world: World, client: string, { refresh: token }: Tokens): Promise<Tokens> {
  return initiateAuth(world, client, {
    AuthFlow: "REFRESH_TOKEN_AUTH",
    AuthParameters: { REFRESH_TOKEN: token },
  });
}

async function initiateAuth(
  { sdk, pool }: World,
  client: string,
  input: Pick<ConstructorParameters<typeof InitiateAuthCommand>[0], "AuthFlow" | "AuthParameters">,
): Promise<Tokens> {
  const command = new InitiateAuthCommand({ ...input, ClientId: pool.clients[client]?.clientId });
  const { AuthenticationResult = {} } = await sdk.send(command);
  const {
    AccessToken = "",
    IdToken = "",
    RefreshToken = "",
  }: AuthenticationResultType = AuthenticationResult;
  return { access: AccessToken, id: IdToken, refresh: RefreshToken };
}

/** What the token endpoint answers a machine. */
export async function machineToken(
  { pool }: World,
  client: string,
  form: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly body: Readonly<Record<string, unknown>> }> {
  const { clientId = "", clientSecret = "" } = pool.clients[client] ?? {};
  const response = await fetch(`${pool.endpoint}/oauth2/token`, {
    method: "POST",
    headers: { authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}` },
    body: new URLSearchParams({ grant_type: "client_credentials", ...form }),
  });
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
}

/** The claims of a token whose signature, issuer and time fit what the pool publishes. */
export async function claimsOf({ pool }: World, token: string): Promise<JWTPayload> {
  const keys = createRemoteJWKSet(new URL(pool.jwksUri));
  return (await jwtVerify(token, keys, { issuer: pool.issuer, algorithms: ["RS256"] })).payload;
}

/** The first JSON lines that the function prints, parsed: they may arrive shortly after the answer. Node's own lines of a crash are none. */
export async function logOf({ lines }: World, count: number): Promise<Readonly<Record<string, unknown>>[]> {
  const ours = () => lines.filter((line) => line.startsWith('{"'));
  while (ours().length < count) await new Promise((resolve) => setTimeout(resolve, 5));
  return ours().map((line) => JSON.parse(line));
}
