// The tokens that verification is measured with: access tokens of alice, each with its own id.
import { createPublicKey, generateKeyPairSync, type KeyObject } from "node:crypto";
import { issuerOf } from "@claimsmith/cognito-model";
import { type JWK, SignJWT } from "jose";
import { alice, CLIENT_IDS } from "../evaluate/alice.ts";
import { POLICY_HASH } from "../evaluate/by-policy.ts";

/** The pool that issued the tokens. */
export const USER_POOL_ID = "eu-west-1_Example01";

const KEY_ID = "Zm9yIG1lYXN1cmVtZW50cyBvbmx5LCBub3QgYSByZWFsIGtleQ=";
const LIFETIME_SECONDS = 3_600;

/** Genuine tokens and what is needed to see that they are. */
export interface TokenSet {
  readonly tokens: readonly string[];
  readonly jwks: { readonly keys: readonly JWK[] };
  readonly key: KeyObject;
}

/** Signs `count` different access tokens with one new RSA key of 2,048 bits. */
export async function tokenSet(count: number): Promise<TokenSet> {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
  const key = createPublicKey(privateKey);
  const tokens: string[] = [];
  for (let index = 0; index < count; index++) {
    const header = { kid: KEY_ID, alg: "RS256" };
    tokens.push(await new SignJWT(accessTokenPayload(index)).setProtectedHeader(header).sign(privateKey));
  }
  const jwk = { ...(key.export({ format: "jwk" }) as JWK), kid: KEY_ID, alg: "RS256", use: "sig" };
  return { tokens, jwks: { keys: [jwk] }, key };
}

/** The payload of a token of alice that has its own id. */
export function accessTokenPayload(index: number): Record<string, unknown> {
  const id = index.toString(16).padStart(12, "0");
  const nowSeconds = Math.floor(Date.now() / 1_000);
  return {
    sub: `0f0f0f0f-1111-4222-8333-${id}`,
    "cognito:groups": alice().groups,
    iss: issuerOf(USER_POOL_ID),
    version: 2,
    client_id: CLIENT_IDS.web,
    origin_jti: `1a1a1a1a-2222-4333-8444-${id}`,
    event_id: `2b2b2b2b-3333-4444-8555-${id}`,
    token_use: "access",
    scope: "aws.cognito.signin.user.admin admin/* everyone/* orders/read orders/write",
    auth_time: nowSeconds,
    exp: nowSeconds + LIFETIME_SECONDS,
    iat: nowSeconds,
    jti: `3c3c3c3c-4444-4555-8666-${id}`,
    username: `0f0f0f0f-1111-4222-8333-${id}`,
    claims_policy: POLICY_HASH,
    company_id: `c-${index}`,
    compliance_level: "high",
    country_id: "uk",
    roles: { owner: { document_permission: "full_control", invitation_permission: "write" } },
  };
}
