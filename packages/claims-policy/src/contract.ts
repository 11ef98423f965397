// What can an access token of a policy hold? Plain data and types for whoever reads the tokens; no policy language.
import type { ExactType, ValueType } from "./language/value-types.ts";

export type { AccessTokenClaims, ClientOf, GroupOf, ScopeOf } from "./language/inference.ts";
export type { ExactType, ListType, ScalarType, ValueType } from "./language/value-types.ts";

/** One claim of an access token. */
export interface ClaimContract {
  /** The value is of one of these types. */
  readonly types: readonly (ValueType | ExactType)[];
  /** True where every token of this kind carries the claim. */
  readonly required: boolean;
  /** True where it rests on something that the user or the caller wrote. */
  readonly asserted: boolean;
}

/** The claims that the policy puts on the access tokens of people or of machines, by name. */
export type ClaimContracts = Readonly<Record<string, ClaimContract>>;

/** What the access tokens of a policy can hold: claims, scopes, groups and clients by name. */
export interface TokenContract<P = unknown> {
  readonly policyName: string;
  /** 12 hex digits. */
  readonly policyHash: string;
  readonly user: ClaimContracts;
  readonly machine: ClaimContracts;
  /** Every scope that a token of this policy can carry. */
  readonly scopes: readonly string[];
  /** The declared groups. Others may appear: federation adds some. */
  readonly groups: readonly string[];
  /** Client name → who signs in with it. */
  readonly clients: Readonly<Record<string, "user" | "machine">>;
  /** For the type checker only: the policy that the contract was made from. */
  readonly policyType?: P;
}

export { tokenContract } from "./analysis/token-contract.ts";
export { type TypeCheck, typeCheck } from "./evaluation/fits-type.ts";
export type { Policy } from "./language/policy.ts";
export type { PolicySnapshot } from "./snapshot/snapshot.ts";
