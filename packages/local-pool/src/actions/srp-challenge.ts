// How does a person sign in without the password leaving the device? USER_SRP_AUTH, then PASSWORD_VERIFIER. (AWS API Reference: InitiateAuth, RespondToAuthChallenge)
import { randomBytes } from "node:crypto";
import type { Pool, PoolClient } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import { USERS } from "../store/tables.ts";
import { findUser, usernameKey } from "../users/aliases.ts";
import type { PasswordVerifierChallenge } from "../users/challenges.ts";
import { checkMaySignIn, userToSignIn, wrongNameOrPassword } from "../users/sign-in-check.ts";
import { beginExchange, clientPublicOf, isClaimSignature } from "../users/srp-exchange.ts";
import { standInFor } from "../users/srp-stand-in.ts";
import { isTimestampNear } from "../users/srp-timestamp.ts";
import type { User } from "../users/user.ts";
import type { ActionInput } from "./action.ts";
import { afterPassword } from "./after-password.ts";
import { optionalText, optionalTextMap, text, textMap } from "./input.ts";
import { checkSecretHash } from "./lookup.ts";

const NAME = "PASSWORD_VERIFIER";

/**
 * Begins an exchange. A user that does not exist gets one, too, unless the client may be told.
 * @throws CognitoError InvalidParameterException, NotAuthorizedException, UserNotFoundException, PasswordResetRequiredException
 */
export async function beginSrp(
  { pool, client }: PoolClient,
  parameters: Readonly<Record<string, string>>,
): Promise<object> {
  const givenName = text(parameters, "USERNAME");
  const clientPublic = clientPublicOf(text(parameters, "SRP_A"));
  checkSecretHash(client, givenName, optionalText(parameters, "SECRET_HASH"));
  if (clientPublic === undefined) {
    throw new CognitoError("InvalidParameterException", "expected SRP_A in hexadecimal, between 0 and N");
  }
  const standIn = standInFor(pool, givenName);
  const { username, password = standIn.password } = userToSignIn({ pool, client }, givenName) ?? standIn;
  const exchange = beginExchange(clientPublic, password.verifierHex);
  // The block is what finds the exchange again: clients send no Session with this challenge.
  const secretBlock = randomBytes(96).toString("base64");
  const challenge = { name: NAME, username, clientId: client.clientId, givenName, exchange } as const;
  pool.cloud.challenges.open(secretBlock, challenge, client);
  return {
    ChallengeName: NAME,
    ChallengeParameters: {
      SALT: password.saltHex,
      SECRET_BLOCK: secretBlock,
      SRP_B: exchange.serverPublic.toString(16),
      USERNAME: username,
      USER_ID_FOR_SRP: username,
    },
  };
}

/**
 * Takes the client's proof and signs the user in. One proof for each exchange: a wrong one ends it.
 * @throws CognitoError NotAuthorizedException, UserNotConfirmedException, InvalidParameterException, and the trigger's errors
 */
export async function answerPasswordVerifier(
  { pool, client }: PoolClient,
  input: ActionInput,
): Promise<object> {
  const responses = textMap(input, "ChallengeResponses");
  const claim = {
    name: text(responses, "USERNAME"),
    secretBlock: text(responses, "PASSWORD_CLAIM_SECRET_BLOCK"),
    signature: text(responses, "PASSWORD_CLAIM_SIGNATURE"),
    timestamp: text(responses, "TIMESTAMP"),
  };
  checkSecretHash(client, claim.name, optionalText(responses, "SECRET_HASH"));
  const { challenges } = pool.cloud;
  const challenge = challenges.find(NAME, claim.secretBlock);
  if (challenge?.clientId !== client.clientId || !challenges.close(claim.secretBlock)) {
    throw new CognitoError("NotAuthorizedException", "Invalid session for the user, session is expired.");
  }
  const user = provenUser(pool, challenge, claim);
  if (user === undefined) throw wrongNameOrPassword();
  checkMaySignIn(pool, user);
  return afterPassword({ pool, client }, user, optionalTextMap(input, "ClientMetadata"));
}

/** The user whose password the claim proves. The signature is looked at in every case: all refusals take the same time. */
function provenUser(
  pool: Pool,
  challenge: PasswordVerifierChallenge,
  claim: {
    readonly name: string;
    readonly secretBlock: string;
    readonly signature: string;
    readonly timestamp: string;
  },
): User | undefined {
  const { username, exchange } = challenge;
  const signed = { ...claim, poolName: pool.name, userId: username };
  const proven = isClaimSignature(exchange, signed, claim.signature);
  const user = pool.cloud.database.get(USERS, [pool.userPoolId, username]);
  // A password that was changed in between counts no more.
  const isCurrent = user?.password?.verifierHex === exchange.verifierHex;
  const timely = isTimestampNear(claim.timestamp, pool.cloud.clock());
  return proven && isCurrent && timely && isNameOf(pool, challenge, claim.name) ? user : undefined;
}

/** True for the user name that the challenge gave, for what the client called the user before, and for any other alias. */
function isNameOf(pool: Pool, { username, givenName }: PasswordVerifierChallenge, name: string): boolean {
  const key = usernameKey(pool.record, name);
  if (key === usernameKey(pool.record, username) || key === usernameKey(pool.record, givenName)) return true;
  return findUser(pool, name)?.username === username;
}
