// What does a preview say of a sign-in that never happened? The same in every run; ids and times are made up.
import type { ClientBlueprint, Grant, TokenKind, TokenSession, TokenUser } from "@claimsmith/cognito-model";
import { type PreviewPool, previewClientId } from "./preview-pool.ts";

/** The `sub` of a persona that states none. */
export const PREVIEW_SUB = "00000000-0000-4000-8000-000000000001";

/** When a preview's tokens are issued: 1 January 2026, in seconds. */
const ISSUED_AT = 1_767_225_600;

/** The claims whose values a preview makes up, by token. A `sub` that the persona states is its own. */
export const MADE_UP_CLAIMS: Readonly<Record<TokenKind, readonly string[]>> = {
  id: [
    ...["sub", "cognito:username", "iss", "aud", "at_hash", "jti", "origin_jti", "event_id"],
    ...["auth_time", "iat", "exp"],
  ],
  access: [
    ...["sub", "username", "iss", "client_id", "jti", "origin_jti", "event_id"],
    ...["auth_time", "iat", "exp"],
  ],
};

/** A sign-in to pretend. */
export interface PreviewSignIn {
  readonly client: ClientBlueprint;
  readonly grant: Grant;
  /** True where it began at the OAuth endpoints. */
  readonly oauth: boolean;
  /** The scopes granted before the trigger. */
  readonly scopes: readonly string[];
  /** Absent for a machine. */
  readonly user?: TokenUser | undefined;
}

/** Everything that the default claims of a pretended sign-in are made of. A refresh is one at the end of the first token's life. */
export function previewSession({ issuer }: Pick<PreviewPool, "issuer">, signIn: PreviewSignIn): TokenSession {
  const { client, grant, oauth, scopes, user } = signIn;
  const { accessTokenSeconds, idTokenSeconds } = client.lifetimes;
  return {
    grant,
    oauth,
    issuer,
    clientId: previewClientId(client.name),
    scopes,
    issuedAt: ISSUED_AT,
    authTime: grant === "refresh" ? ISSUED_AT - accessTokenSeconds : ISSUED_AT,
    accessTokenExpiresAt: ISSUED_AT + accessTokenSeconds,
    idTokenExpiresAt: ISSUED_AT + idTokenSeconds,
    accessTokenId: "00000000-0000-4000-8000-00000000000a",
    idTokenId: "00000000-0000-4000-8000-00000000000b",
    eventId: "00000000-0000-4000-8000-00000000000e",
    ...(user !== undefined && { user, originId: "00000000-0000-4000-8000-000000000000" }),
    ...(oauth && user !== undefined && { accessTokenHash: "0".repeat(22) }),
  };
}
