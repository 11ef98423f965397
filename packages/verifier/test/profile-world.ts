// A local pool with a user in it, and what a test of profiles does there: sign in, sign out, ask for anything.
import { DEFAULT_LIFETIMES, LOWEST_PLAN, type PoolBlueprint } from "@claimsmith/cognito-model";
import { inProcessTrigger, type LocalPool, startLocalPool } from "@claimsmith/local-pool";
import { createVerifier, type Verifier } from "../src/index.ts";
import { CLIENTS, USER_POOL_ID } from "./issuer.ts";
import { contract, type SamplePolicy } from "./sample-policy.ts";

const PASSWORD = "Right-horse-1";
export const EMAIL = "canary.pat@example.org";

const USER_CLIENT = {
  kind: "user",
  generateSecret: false,
  explicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
  allowedOAuthFlows: [],
  allowedOAuthScopes: [],
  callbackUrls: [],
  logoutUrls: [],
  identityProviders: ["COGNITO"],
  readAttributes: ["email", "email_verified", "name"],
  writeAttributes: ["name"],
  lifetimes: DEFAULT_LIFETIMES,
} as const;

const BLUEPRINT: PoolBlueprint = {
  name: "orders",
  signInWith: "email",
  selfRegistration: false,
  requiredAttributes: ["email"],
  attributes: [{ name: "company_id", type: "String", mutable: true, maxLength: 36 }],
  groups: [],
  resourceServers: [],
  clients: [{ ...USER_CLIENT, name: "web" }],
  trigger: { eventVersion: "V2_0", lowestPlan: LOWEST_PLAN.V2_0 },
};

/** A pool whose access tokens have the claims of the tests' policy, and these scopes. */
export interface ProfileWorld {
  readonly pool: LocalPool;
  readonly verifier: Verifier<SamplePolicy>;
  /** The scopes that the trigger adds, and takes away. */
  scopesToAdd: string[];
  scopesToSuppress: string[];
  /** Every call of a profile operation since the start, by its path or operation. */
  readonly calls: string[];
  /** Calls an operation of the pool. @throws Error with the name that Cognito gives */
  call(operation: string, input: object): Promise<Readonly<Record<string, unknown>>>;
  signIn(email?: string): Promise<{ readonly accessToken: string; readonly refreshToken: string }>;
  addUser(email: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts a world with one user. */
export async function openProfileWorld(): Promise<ProfileWorld> {
  const trigger = inProcessTrigger((event: Readonly<Record<string, unknown>>) => ({
    ...event,
    response: {
      claimsAndScopeOverrideDetails: {
        accessTokenGeneration: {
          claimsToAddOrOverride: { company_id: "acme" },
          scopesToAdd: world.scopesToAdd,
          scopesToSuppress: world.scopesToSuppress,
        },
      },
    },
  }));
  const clientIds = { web: { clientId: CLIENTS.web } };
  const calls: string[] = [];
  const log = (line: string) => void calls.push(line);
  const pool = await startLocalPool({
    port: 0,
    blueprint: BLUEPRINT,
    userPoolId: USER_POOL_ID,
    clientIds,
    trigger,
    log,
  });
  const { issuer } = pool;
  const verifier = createVerifier(contract, {
    userPoolId: USER_POOL_ID,
    clients: { web: CLIENTS.web },
    issuer,
  });
  const call: ProfileWorld["call"] = (operation, input) => callPool(pool.endpoint, operation, input);
  const world: ProfileWorld = {
    pool,
    verifier,
    scopesToAdd: [],
    scopesToSuppress: [],
    calls,
    call,
    addUser: (email) => addUser(call, email),
    signIn: (email = EMAIL) => signIn(call, email),
    close: () => pool.close(),
  };
  await world.addUser(EMAIL);
  return world;
}

async function callPool(endpoint: string, operation: string, input: object) {
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
  };
  const response = await fetch(endpoint, { method: "POST", headers, body: JSON.stringify(input) });
  const text = await response.text();
  const answer = (text === "" ? {} : JSON.parse(text)) as Readonly<Record<string, unknown>>;
  if (!response.ok) throw Object.assign(new Error("the pool refused"), { name: String(answer.__type) });
  return answer;
}

async function addUser(call: ProfileWorld["call"], email: string): Promise<void> {
  const attributes = { email, email_verified: "true", name: "Pat", "custom:company_id": "acme" };
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  const named = { UserPoolId: USER_POOL_ID, Username: email };
  await call("AdminCreateUser", { ...named, UserAttributes, MessageAction: "SUPPRESS" });
  await call("AdminSetUserPassword", { ...named, Password: PASSWORD, Permanent: true });
}

async function signIn(call: ProfileWorld["call"], email: string) {
  const AuthParameters = { USERNAME: email, PASSWORD };
  const input = { ClientId: CLIENTS.web, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters };
  const { AuthenticationResult } = await call("InitiateAuth", input);
  const { AccessToken, RefreshToken } = AuthenticationResult as Readonly<Record<string, string>>;
  return { accessToken: AccessToken ?? "", refreshToken: RefreshToken ?? "" };
}
