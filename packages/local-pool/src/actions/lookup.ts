// Which pool, client and user does a call mean, and does it prove the client's secret?
import { type Cloud, clientById, type Pool, type PoolClient, poolById } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import { type ClientRecord, isClientSecret, isSecretHash } from "../pools/client.ts";
import { findUser, replaceUser, replaceUserTakingAliases, type UserRefusal } from "../users/aliases.ts";
import type { User } from "../users/user.ts";
import type { ActionInput } from "./action.ts";
import { text } from "./input.ts";

/** @throws CognitoError ResourceNotFoundException where `UserPoolId` names no pool */
export function poolOf(cloud: Cloud, input: ActionInput): Pool {
  return poolById(cloud, text(input, "UserPoolId"));
}

/** @throws CognitoError ResourceNotFoundException where `ClientId` names no client */
export function clientOf(cloud: Cloud, input: ActionInput): PoolClient {
  const found = clientById(cloud, text(input, "ClientId"));
  if (found === undefined) throw noSuchClient();
  return found;
}

/** @throws CognitoError ResourceNotFoundException where `UserPoolId` names no pool, or `ClientId` no client of it */
export function clientOfPool(cloud: Cloud, input: ActionInput): PoolClient {
  const { userPoolId } = poolOf(cloud, input);
  const found = clientOf(cloud, input);
  if (found.pool.userPoolId !== userPoolId) throw noSuchClient();
  return found;
}

/**
 * Holds `SECRET_HASH` against the client's secret.
 * @throws CognitoError NotAuthorizedException where it is missing, wrong, or sent by a client without a secret
 */
export function checkSecretHash(
  client: ClientRecord,
  username: string,
  secretHash: string | undefined,
): void {
  if (client.clientSecret === undefined && secretHash === undefined) return;
  if (secretHash === undefined) {
    throw notAuthorized("Client is configured with secret but SECRET_HASH was not received");
  }
  if (!isSecretHash(client, username, secretHash)) {
    throw notAuthorized("Unable to verify secret hash for client");
  }
}

/**
 * Holds `ClientSecret` against the client's secret. A client without a secret need not send any; whether Cognito minds one that
 * is sent is not documented: unverified.
 * @throws CognitoError NotAuthorizedException
 */
export function checkClientSecret(client: ClientRecord, secret: string | undefined): void {
  if (client.clientSecret === undefined || isClientSecret(client, secret ?? "")) return;
  throw notAuthorized("Invalid client secret");
}

/**
 * The user that an administrator's call names, and the pool.
 * @throws CognitoError UserNotFoundException; ResourceNotFoundException for a pool that does not exist
 */
export function administeredUser(
  cloud: Cloud,
  input: ActionInput,
): { readonly pool: Pool; readonly user: User } {
  const pool = poolOf(cloud, input);
  const user = findUser(pool, text(input, "Username"));
  if (user === undefined) throw new CognitoError("UserNotFoundException", "User does not exist.");
  return { pool, user };
}

/**
 * Changes a user and says when.
 * @throws CognitoError UserNotFoundException, AliasExistsException
 */
export async function changeUser(
  pool: Pool,
  username: string,
  change: (user: User) => Partial<User>,
): Promise<User> {
  return unlessRefused(await replaceUser(pool, username, dated(pool, change)));
}

/**
 * Like {@link changeUser}, and an address that is verified by it moves here from whoever had it as an alias.
 * @throws CognitoError UserNotFoundException, AliasExistsException
 */
export async function changeUserTakingAliases(
  pool: Pool,
  username: string,
  change: (user: User) => Partial<User>,
): Promise<User> {
  return unlessRefused(await replaceUserTakingAliases(pool, username, dated(pool, change)));
}

function dated({ cloud }: Pool, change: (user: User) => Partial<User>): (user: User) => User {
  const modifiedAtMs = cloud.clock();
  return (user) => ({ ...user, ...change(user), modifiedAtMs });
}

function unlessRefused(changed: User | UserRefusal): User {
  if (typeof changed === "string") throw refusalOf(changed);
  return changed;
}

function refusalOf(refusal: UserRefusal): CognitoError {
  if (refusal === "absent") return new CognitoError("UserNotFoundException", "User does not exist.");
  return new CognitoError("AliasExistsException", "An account with the given email already exists.");
}

function noSuchClient(): CognitoError {
  return new CognitoError("ResourceNotFoundException", "User pool client does not exist.");
}

function notAuthorized(message: string): CognitoError {
  return new CognitoError("NotAuthorizedException", message);
}
