// Which authentication flows are there, and what does each do?

import type { PoolClient } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import { allowsAuthFlow } from "../pools/auth-flow-names.ts";
import { refreshTokens } from "../tokens/refresh.ts";
import { rotates } from "../tokens/rotation.ts";
import { answerOf } from "../tokens/sign-in.ts";
import { userWithPassword } from "../users/sign-in-check.ts";
import type { User } from "../users/user.ts";
import type { ActionInput } from "./action.ts";
import { afterPassword } from "./after-password.ts";
import { optionalText, text, textMap } from "./input.ts";
import { checkSecretHash } from "./lookup.ts";
import { beginSrp } from "./srp-challenge.ts";

type Parameters = Readonly<Record<string, string>>;

/** One flow: what a client must allow, and the steps. */
export interface AuthFlow {
  /** Must stand in the client's `ExplicitAuthFlows`, by this name or by an old one. */
  readonly needs: string;
  readonly run: (client: PoolClient, parameters: Parameters) => Promise<object>;
}

const adminPassword: AuthFlow = { needs: "ALLOW_ADMIN_USER_PASSWORD_AUTH", run: signInWithPassword };

/** The flows that InitiateAuth and AdminInitiateAuth share. */
const SHARED_FLOWS: readonly (readonly [name: string, flow: AuthFlow])[] = [
  ["REFRESH_TOKEN", { needs: "ALLOW_REFRESH_TOKEN_AUTH", run: refresh }],
  ["REFRESH_TOKEN_AUTH", { needs: "ALLOW_REFRESH_TOKEN_AUTH", run: refresh }],
  ["USER_SRP_AUTH", { needs: "ALLOW_USER_SRP_AUTH", run: beginSrp }],
];

/** The flows of InitiateAuth. (AWS API Reference: InitiateAuth) */
export const USER_FLOWS: ReadonlyMap<string, AuthFlow> = new Map([
  ...SHARED_FLOWS,
  ["USER_PASSWORD_AUTH", { needs: "ALLOW_USER_PASSWORD_AUTH", run: signInWithPassword }],
]);

/** The flows of AdminInitiateAuth. ADMIN_NO_SRP_AUTH is an old name. (AWS API Reference: AdminInitiateAuth) */
export const ADMIN_FLOWS: ReadonlyMap<string, AuthFlow> = new Map([
  ...SHARED_FLOWS,
  ["ADMIN_NO_SRP_AUTH", adminPassword],
  ["ADMIN_USER_PASSWORD_AUTH", adminPassword],
]);

/** Flows that Cognito has and this pool does not, with what is missing for them. */
const ABSENT_FLOWS: ReadonlyMap<string, string> = new Map([
  ["CUSTOM_AUTH", "custom authentication needs challenge triggers, which the local pool does not call"],
  ["USER_AUTH", "choice-based sign-in is missing: name the flow, USER_PASSWORD_AUTH or USER_SRP_AUTH"],
]);

/**
 * Runs the flow that a call asks for.
 * @throws CognitoError InvalidParameterException for a flow that is unknown or not enabled for the client;
 * UnsupportedOperationException for one that only Cognito has
 */
export async function runAuthFlow(
  client: PoolClient,
  request: { readonly input: ActionInput; readonly flows: ReadonlyMap<string, AuthFlow> },
): Promise<object> {
  const { input, flows } = request;
  const name = text(input, "AuthFlow");
  const flow = flows.get(name);
  if (flow === undefined) throw noSuchFlow(name);
  if (!allowsAuthFlow(client.client, flow.needs)) throw notEnabled(name);
  return flow.run(client, textMap(input, "AuthParameters"));
}

function noSuchFlow(name: string): CognitoError {
  const missing = ABSENT_FLOWS.get(name);
  if (missing !== undefined) return new CognitoError("UnsupportedOperationException", `${name}: ${missing}`);
  return new CognitoError("InvalidParameterException", "Unknown AuthFlow");
}

function notEnabled(flow: string): CognitoError {
  return new CognitoError("InvalidParameterException", `${flow} flow not enabled for this client`);
}

async function signInWithPassword({ pool, client }: PoolClient, parameters: Parameters): Promise<object> {
  const name = text(parameters, "USERNAME");
  const password = text(parameters, "PASSWORD");
  checkSecretHash(client, name, optionalText(parameters, "SECRET_HASH"));
  return afterPassword({ pool, client }, userWithPassword({ pool, client }, name, password));
}

/** Not for a client that rotates refresh tokens; how Cognito words that is not documented: unverified. */
async function refresh({ pool, client }: PoolClient, parameters: Parameters): Promise<object> {
  const refreshToken = text(parameters, "REFRESH_TOKEN");
  if (rotates(client)) throw notEnabled("REFRESH_TOKEN_AUTH");
  const secretHash = optionalText(parameters, "SECRET_HASH");
  const check = ({ username }: User) => checkSecretHash(client, username, secretHash);
  return answerOf((await refreshTokens({ pool, client }, { refreshToken, check })).tokens);
}
