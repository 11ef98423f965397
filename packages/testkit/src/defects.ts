// In which ways can a token be wrong on purpose? Each differs from a good one in one thing.
import type { GroupOf, ScopeOf } from "@claimsmith/claims-policy";

/** One way to be wrong. */
export interface DefectRow {
  /** The code that `@claimsmith/verifier` refuses it with. */
  readonly code: string;
  /** In what it differs from the token that the persona gets. */
  readonly differs: string;
}

/** Every defect by name. */
export const DEFECTS = {
  expired: { code: "TOKEN_EXPIRED", differs: "it was issued earlier, and expired an hour ago" },
  notYetValid: { code: "TOKEN_NOT_YET_VALID", differs: "it has an nbf: valid from the middle of its life" },
  otherIssuer: { code: "ISSUER_MISMATCH", differs: "iss is a pool whose id begins with that of this one" },
  otherIssuerForm: { code: "ISSUER_MISMATCH", differs: "iss is the pool's issuer in its other form" },
  otherKey: { code: "SIGNATURE_INVALID", differs: "a stranger signed it, under the issuer's key id" },
  unknownKey: { code: "KEY_UNKNOWN", differs: "its key id is none that the issuer publishes" },
  tampered: { code: "SIGNATURE_INVALID", differs: "sub was changed after it was signed" },
  unsigned: { code: "TOKEN_MALFORMED", differs: "alg is none, and there is no signature" },
  publicKeyAsSecret: {
    code: "ALGORITHM_NOT_ALLOWED",
    differs: "alg is HS256, with the public key as the secret",
  },
  otherClient: {
    code: "CLIENT_NOT_ALLOWED",
    differs: "it was issued through a client that is not the policy's",
  },
  otherAudience: { code: "AUDIENCE_MISMATCH", differs: "it has an aud: another API" },
  idTokenAsAccess: { code: "ID_TOKEN", differs: "it is the ID token of the same sign-in" },
  withoutScope: { code: "INSUFFICIENT_SCOPE", differs: "it lacks a scope, for a route that demands it" },
  withoutGroup: { code: "INSUFFICIENT_GROUP", differs: "it lacks a group, for a route that demands it" },
} as const satisfies Record<string, DefectRow>;

/** The name of a defect. */
export type DefectName = keyof typeof DEFECTS;

/** The defects that say which scope or group. */
export type NamedDefectName = "withoutScope" | "withoutGroup";

/** A defect to ask for: its name, or an object that says which scope or group the token lacks. */
export type Defect<P = unknown> =
  | Exclude<DefectName, NamedDefectName>
  | { readonly withoutScope: ScopeOf<P> }
  | { readonly withoutGroup: GroupOf<P> };
