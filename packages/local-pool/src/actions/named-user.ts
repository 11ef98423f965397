// Which user does a call of a client name, and what may the client learn of whether there is one?
import type { Cloud, Pool } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import type { ClientRecord } from "../pools/client.ts";
import { findUser } from "../users/aliases.ts";
import type { User } from "../users/user.ts";
import type { ActionInput } from "./action.ts";
import { optionalText, text } from "./input.ts";
import { checkSecretHash, clientOf } from "./lookup.ts";

/** Whom a call of a client is about. */
export interface NamedUser {
  readonly pool: Pool;
  readonly client: ClientRecord;
  /** What the client calls the user. */
  readonly name: string;
  readonly user: User | undefined;
}

/**
 * Reads `ClientId`, `Username` and `SecretHash`.
 * @throws CognitoError ResourceNotFoundException, NotAuthorizedException
 */
export function namedUser(cloud: Cloud, input: ActionInput): NamedUser {
  const { pool, client } = clientOf(cloud, input);
  const name = text(input, "Username");
  checkSecretHash(client, name, optionalText(input, "SecretHash"));
  return { pool, client, name, user: findUser(pool, name) };
}

/** True where the client must not learn whether a user exists. */
export function hidesUsers({ settings }: ClientRecord): boolean {
  return settings.PreventUserExistenceErrors === "ENABLED";
}

/** What the other clients are told. */
export function noSuchUser(): CognitoError {
  return new CognitoError("UserNotFoundException", "Username/client id combination not found.");
}

/** @throws CognitoError NotAuthorizedException for a user that an administrator disabled */
export function checkEnabled({ enabled }: User): void {
  if (!enabled) throw new CognitoError("NotAuthorizedException", "User is disabled.");
}
