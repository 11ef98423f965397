// A small world for tests: a running pool, the real AWS SDK against it, a clock that stands still.
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { EventVersion } from "@claimsmith/cognito-model";
import { createRemoteJWKSet, decodeJwt, type JWTPayload, jwtVerify } from "jose";
import { onTestFinished } from "vitest";
import { inProcessTrigger, type LocalPool, type LocalPoolOptions, startLocalPool } from "../../src/index.ts";
import { blueprint, CLIENT_IDS, USER_POOL_ID } from "./blueprint.ts";

// The SDK runs on this Node for now and says so in every test file.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";

export const PASSWORD = "Right-horse-1";
export const NOW_MS = 1_790_000_000_000;

export interface World {
  readonly pool: LocalPool;
  readonly sdk: CognitoIdentityProviderClient;
  /** Every event that the trigger received. */
  readonly events: Record<string, unknown>[];
  readonly logLines: string[];
  /** Moves the pool's clock. */
  pass(seconds: number): void;
  close(): Promise<void>;
}

export interface WorldOptions extends Partial<LocalPoolOptions> {
  readonly eventVersion?: EventVersion;
  /** The function; by default it changes nothing. */
  readonly handler?: (event: Record<string, unknown>) => unknown;
  readonly withoutTrigger?: true;
}

/** Starts a world that ends with the test. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  const world = await openWorld(options);
  onTestFinished(() => world.close());
  return world;
}

/** Starts a world that several tests share: close it when they are done. */
export async function openWorld(options: WorldOptions = {}): Promise<World> {
  const { eventVersion = "V3_0", handler = (event) => event, withoutTrigger, ...poolOptions } = options;
  const events: Record<string, unknown>[] = [];
  const logLines: string[] = [];
  let nowMs = NOW_MS;
  const trigger = inProcessTrigger((event: Record<string, unknown>) => {
    events.push(structuredClone(event));
    return handler(event);
  });
  const pool = await startLocalPool({
    port: 0,
    blueprint: blueprint(eventVersion),
    userPoolId: USER_POOL_ID,
    clientIds: CLIENT_IDS,
    ...(withoutTrigger ? {} : { trigger }),
    clock: () => nowMs,
    log: (line) => logLines.push(line),
    ...poolOptions,
  });
  const sdk = sdkOf(pool.endpoint);
  const close = async (): Promise<void> => {
    sdk.destroy();
    await pool.close();
  };
  const pass = (seconds: number): void => {
    nowMs += seconds * 1000;
  };
  return { pool, sdk, events, logLines, pass, close };
}

export function sdkOf(endpoint: string): CognitoIdentityProviderClient {
  return new CognitoIdentityProviderClient({
    endpoint,
    region: "eu-west-1",
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
}

/** Makes a confirmed user and gives its user name. */
export async function addUser(
  { sdk }: World,
  email: string,
  attributes: Readonly<Record<string, string>> = {},
): Promise<string> {
  const created = await sdk.send(
    new AdminCreateUserCommand({
      UserPoolId: USER_POOL_ID,
      Username: email,
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
      MessageAction: "SUPPRESS",
    }),
  );
  const Username = created.User?.Username ?? "";
  await sdk.send(
    new AdminSetUserPasswordCommand({
      UserPoolId: USER_POOL_ID,
      Username,
      Password: PASSWORD,
      Permanent: true,
    }),
  );
  return Username;
}

export interface Tokens {
  readonly accessToken: string;
  readonly idToken: string;
  readonly refreshToken: string;
}

/** Signs in through the client `web` with a password. */
export async function signIn({ sdk }: World, email: string, password = PASSWORD): Promise<Tokens> {
  const { AuthenticationResult: result } = await sdk.send(
    new InitiateAuthCommand({
      ClientId: CLIENT_IDS.web.clientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  );
  return {
    accessToken: result?.AccessToken ?? "",
    idToken: result?.IdToken ?? "",
    refreshToken: result?.RefreshToken ?? "",
  };
}

/** Refreshes through the client `web`. The answer has no refresh token. */
export async function refresh({ sdk }: World, refreshToken: string) {
  const { AuthenticationResult: result } = await sdk.send(
    new InitiateAuthCommand({
      ClientId: CLIENT_IDS.web.clientId,
      AuthFlow: "REFRESH_TOKEN_AUTH",
      AuthParameters: { REFRESH_TOKEN: refreshToken },
    }),
  );
  return result ?? {};
}

/** The claims of a token whose signature, issuer and time fit what the pool publishes. */
export async function verified({ pool }: World, token: string): Promise<JWTPayload> {
  const jwks = createRemoteJWKSet(new URL(pool.jwksUri));
  const currentDate = new Date((decodeJwt(token).iat ?? 0) * 1000);
  const options = { issuer: pool.issuer, algorithms: ["RS256"], currentDate };
  return (await jwtVerify(token, jwks, options)).payload;
}

/** Posts a form to the token endpoint. */
export async function tokenRequest(
  { pool }: Pick<World, "pool">,
  form: Readonly<Record<string, string>> | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> {
  const response = await fetch(`${pool.endpoint}/oauth2/token`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
    body: typeof form === "string" ? form : new URLSearchParams(form),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as never };
}
