// Which pool, client and user does a call mean, and does it prove the client's secret?
import { CognitoError } from "../errors.ts";
import { isSecretHash, type PoolClient } from "../pool/clients.ts";
import type { Pool } from "../pool/context.ts";
import type { StoreRefusal } from "../pool/store.ts";
import { isEmail } from "../users/attributes.ts";
import type { User } from "../users/user.ts";
import type { ActionInput } from "./action.ts";
import { text } from "./input.ts";

/** @throws CognitoError ResourceNotFoundException where `UserPoolId` is not this pool's */
export function checkUserPool(pool: Pool, input: ActionInput): void {
  if (text(input, "UserPoolId") !== pool.userPoolId) {
    throw new CognitoError("ResourceNotFoundException", "User pool does not exist.");
  }
}

/** @throws CognitoError ResourceNotFoundException where `ClientId` is no client of this pool */
export function clientOf(pool: Pool, input: ActionInput): PoolClient {
  const client = pool.clients.get(text(input, "ClientId"));
  if (client === undefined) {
    throw new CognitoError("ResourceNotFoundException", "User pool client does not exist.");
  }
  return client;
}

/**
 * Holds `SECRET_HASH` against the client's secret.
 * @throws CognitoError NotAuthorizedException where it is missing, wrong, or sent by a client without a secret
 */
export function checkSecretHash(client: PoolClient, username: string, secretHash: string | undefined): void {
  if (client.clientSecret === undefined && secretHash === undefined) return;
  if (secretHash === undefined) {
    throw notAuthorized("Client is configured with secret but SECRET_HASH was not received");
  }
  if (!isSecretHash(client, username, secretHash)) {
    throw notAuthorized("Unable to verify secret hash for client");
  }
}

/** The user of a user name or an e-mail address, if there is one. */
export async function findUser(pool: Pool, usernameOrEmail: string): Promise<User | undefined> {
  if (isEmail(usernameOrEmail)) return pool.store.findUserByEmail(usernameOrEmail);
  return pool.store.findUser(usernameOrEmail);
}

/**
 * The user that an administrator's call names.
 * @throws CognitoError UserNotFoundException; ResourceNotFoundException for another pool
 */
export async function administeredUser(pool: Pool, input: ActionInput): Promise<User> {
  checkUserPool(pool, input);
  const user = await findUser(pool, text(input, "Username"));
  if (user === undefined) throw new CognitoError("UserNotFoundException", "User does not exist.");
  return user;
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
  const modifiedAtMs = pool.clock();
  const changed = await pool.store.changeUser(username, (user) => ({
    ...user,
    ...change(user),
    modifiedAtMs,
  }));
  if (typeof changed === "string") throw refusalOf(changed);
  return changed;
}

function refusalOf(refusal: StoreRefusal): CognitoError {
  if (refusal === "absent") return new CognitoError("UserNotFoundException", "User does not exist.");
  return new CognitoError("AliasExistsException", "An account with the given email already exists.");
}

function notAuthorized(message: string): CognitoError {
  return new CognitoError("NotAuthorizedException", message);
}
