// How may a token be obtained?

/**
 * How a token is obtained: `sdk` (InitiateAuth and relatives), `hosted` (managed login, authorization code),
 * `refresh`, `machine` (client credentials). It decides the trigger source and the default claims and scopes.
 */
export type Grant = "sdk" | "hosted" | "refresh" | "machine";

/** Every grant, in the order in which it is shown to people. */
export const GRANTS: readonly Grant[] = ["sdk", "hosted", "refresh", "machine"];

/** The two tokens that a pre token generation trigger can shape. */
export type TokenKind = "id" | "access";
