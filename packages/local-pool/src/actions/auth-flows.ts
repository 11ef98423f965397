// Which authentication flows are there, and what does each do?

import type { PoolClient } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import { refresh, signIn } from "../tokens/sign-in.ts";
import { findUser } from "../users/aliases.ts";
import { isPassword } from "../users/srp-verifier.ts";
import type { ActionInput } from "./action.ts";
import { optionalText, text, textMap } from "./input.ts";
import { checkSecretHash } from "./lookup.ts";
import { newPasswordChallenge } from "./new-password-challenge.ts";

/** One flow: what a client must allow, and the steps. */
export interface AuthFlow {
  /** Must stand in the client's `ExplicitAuthFlows`. */
  readonly needs: string;
  readonly run: (client: PoolClient, parameters: Readonly<Record<string, string>>) => Promise<object>;
}

const refreshFlow: AuthFlow = { needs: "ALLOW_REFRESH_TOKEN_AUTH", run: refreshTokens };

/** The flows of InitiateAuth. (AWS API Reference: InitiateAuth) */
export const USER_FLOWS: ReadonlyMap<string, AuthFlow> = new Map([
  ["USER_PASSWORD_AUTH", { needs: "ALLOW_USER_PASSWORD_AUTH", run: signInWithPassword }],
  ["REFRESH_TOKEN_AUTH", refreshFlow],
  ["REFRESH_TOKEN", refreshFlow],
]);

/** The flows of AdminInitiateAuth. (AWS API Reference: AdminInitiateAuth) */
export const ADMIN_FLOWS: ReadonlyMap<string, AuthFlow> = new Map([
  ["ADMIN_USER_PASSWORD_AUTH", { needs: "ALLOW_ADMIN_USER_PASSWORD_AUTH", run: signInWithPassword }],
  ["REFRESH_TOKEN_AUTH", refreshFlow],
  ["REFRESH_TOKEN", refreshFlow],
]);

/** Flows that Cognito has and this pool does not. */
const ABSENT_FLOWS: ReadonlySet<string> = new Set([
  "USER_SRP_AUTH",
  "USER_AUTH",
  "CUSTOM_AUTH",
  "ADMIN_NO_SRP_AUTH",
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
  if (!client.client.settings.ExplicitAuthFlows.includes(flow.needs)) {
    throw new CognitoError("InvalidParameterException", `${name} flow not enabled for this client`);
  }
  return flow.run(client, textMap(input, "AuthParameters"));
}

function noSuchFlow(name: string): CognitoError {
  if (ABSENT_FLOWS.has(name)) {
    return new CognitoError("UnsupportedOperationException", `the local pool does not support ${name} yet`);
  }
  return new CognitoError("InvalidParameterException", "Unknown AuthFlow");
}

async function signInWithPassword(
  { pool, client }: PoolClient,
  parameters: Readonly<Record<string, string>>,
): Promise<object> {
  const usernameOrEmail = text(parameters, "USERNAME");
  const password = text(parameters, "PASSWORD");
  checkSecretHash(client, usernameOrEmail, optionalText(parameters, "SECRET_HASH"));
  const user = findUser(pool, usernameOrEmail);
  const owner = { poolName: pool.name, username: user?.username ?? usernameOrEmail };
  if (!isPassword(owner, password, user?.password) || user === undefined) {
    throw new CognitoError("NotAuthorizedException", "Incorrect username or password.");
  }
  if (user.status === "FORCE_CHANGE_PASSWORD") return newPasswordChallenge({ pool, client }, user);
  return signIn(pool, { client, user });
}

async function refreshTokens(
  { pool, client }: PoolClient,
  parameters: Readonly<Record<string, string>>,
): Promise<object> {
  const refreshToken = text(parameters, "REFRESH_TOKEN");
  const secretHash = optionalText(parameters, "SECRET_HASH");
  const check = (user: { readonly username: string }) => checkSecretHash(client, user.username, secretHash);
  return refresh(pool, { client, refreshToken, check });
}
