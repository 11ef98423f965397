// How does a client redeem an authorization code? (RFC 6749, section 4.1.3; RFC 7636, section 4.6; AWS: The token endpoint)
import { createHash } from "node:crypto";
import type { PoolClient } from "../cloud/cloud.ts";
import { OAuthError } from "../errors.ts";
import { allowsOAuthFlow, attributeList, isSameText, lifetimesOf } from "../pools/client.ts";
import { USERS } from "../store/tables.ts";
import { signTokens } from "../tokens/issue.ts";
import { newRefreshToken } from "../tokens/refresh-token.ts";
import { isRevoked, revokeOrigin } from "../tokens/revocation.ts";
import type { User } from "../users/user.ts";
import type { CodeGrant } from "./authorization-codes.ts";
import type { Form } from "./form.ts";
import { type GrantHandler, tokenAnswer } from "./token-answer.ts";

/** Authorization code: the tokens of a sign-in at the login pages. The trigger has run already. */
export const authorizationCode: GrantHandler = async (poolClient, form) => {
  const { pool, client } = poolClient;
  if (!allowsOAuthFlow(client, "code")) {
    throw new OAuthError("unauthorized_client", "expected a client that may use authorization_code");
  }
  const grant = await redeemed(poolClient, required(form, "code"));
  checkSameRequest(grant, form);
  checkReadable(poolClient, grant.session.scopes);
  const user = userOf(poolClient, grant);
  const { session, nonce, answer } = grant;
  const issuance = {
    client,
    user,
    grant: "hosted",
    session,
    ...(nonce === undefined ? {} : { nonce }),
  } as const;
  const tokens = await signTokens(pool, issuance, answer);
  return tokenAnswer(tokens, newRefreshToken(pool, { client, user, session }));
};

/** A code that comes twice was stolen from one of the two senders: all tokens of the sign-in end. (RFC 6749, section 10.5) */
async function redeemed({ pool, client }: PoolClient, code: string): Promise<CodeGrant> {
  const found = pool.cloud.codes.redeem(code, client.clientId);
  if (found !== undefined && "grant" in found) return found.grant;
  if (found !== undefined) {
    const lastEndMs = pool.cloud.clock() + lifetimesOf(client).refreshTokenSeconds * 1000;
    await revokeOrigin(pool, found.replayedOriginId, lastEndMs);
  }
  throw invalidGrant("expected an authorization code of this client that was not used and has not expired");
}

/** A verifier where no challenge was sent is refused as well: somebody took the challenge out. (RFC 9700, section 4.8.2) */
function checkSameRequest({ redirectUri, codeChallenge }: CodeGrant, form: Form): void {
  if (required(form, "redirect_uri") !== redirectUri) {
    throw invalidGrant("expected the redirect_uri of the authorization request, to the letter");
  }
  const verifier = form.get("code_verifier");
  const challenge = verifier && createHash("sha256").update(verifier).digest("base64url");
  if (codeChallenge === undefined && challenge === undefined) return;
  if (codeChallenge === undefined || challenge === undefined || !isSameText(codeChallenge, challenge)) {
    throw invalidGrant("expected the code_verifier that the code_challenge was made of");
  }
}

/** What `email` and `phone` release. The page of the userInfo endpoint says that `profile` releases what can be read of it. */
const ATTRIBUTES_OF_SCOPES: Readonly<Record<string, readonly string[]>> = {
  email: ["email", "email_verified"],
  phone: ["phone_number", "phone_number_verified"],
};

/** A client must be able to read all that a scope releases: its page gives `email` without `email_verified` as the example. */
function checkReadable({ pool, client }: PoolClient, scopes: readonly string[]): void {
  const readable = attributeList(pool, client.settings.ReadAttributes);
  const unreadable = scopes.flatMap((scope) =>
    Object.hasOwn(ATTRIBUTES_OF_SCOPES, scope) ? (ATTRIBUTES_OF_SCOPES[scope] ?? []) : [],
  );
  if (unreadable.some((name) => !readable.has(name))) {
    throw invalidGrant("expected a client that may read every attribute of the requested scopes");
  }
}

function userOf({ pool }: PoolClient, { username, sub, session }: CodeGrant): User {
  const user = pool.cloud.database.get(USERS, [pool.userPoolId, username]);
  if (user?.sub !== sub || !user.enabled || isRevoked(pool, { ...session, user })) {
    throw invalidGrant("expected a code whose user may still sign in");
  }
  return user;
}

function required(form: Form, name: string): string {
  const value = form.get(name);
  if (value === undefined) throw new OAuthError("invalid_request", `expected ${name}`);
  return value;
}

function invalidGrant(message: string): OAuthError {
  return new OAuthError("invalid_grant", message);
}
