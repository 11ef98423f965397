// What does a contract demand of a token? The contract prepared once, so that each token costs little.
import type { ClaimContracts, TokenContract } from "@claimsmith/claims-policy/contract";
import { isJsonObject, PROTOTYPE_KEYS, SCOPE, SYSTEM_SCOPES } from "@claimsmith/cognito-model";
import { claimReader, isClaimType } from "./claim-types.ts";
import { ConfigurationError, type ConfigurationIssue } from "./errors.ts";

/** Who a token speaks for: a person, or a machine that signed itself in. */
export type PrincipalKind = "user" | "machine";

/** What the contract demands of one claim. */
export interface ClaimRule {
  readonly name: string;
  readonly required: boolean;
  readonly asserted: boolean;
  /** The value, frozen, where it is of a type that the contract allows; otherwise `undefined`. */
  readonly accept: (value: unknown) => unknown;
}

/** A contract, prepared. */
export interface TokenRules {
  readonly claims: Readonly<Record<PrincipalKind, readonly ClaimRule[]>>;
  /** The scopes that a requirement may name: those of the policy and Cognito's own. */
  readonly scopes: ReadonlySet<string>;
  /** The groups that a requirement may name. */
  readonly groups: ReadonlySet<string>;
  /** Client name → who signs in with it. */
  readonly clients: ReadonlyMap<string, PrincipalKind>;
}

/**
 * Prepares a contract.
 *
 * @throws ConfigurationError `CONTRACT_INVALID` with every issue where the data is not a contract.
 */
export function tokenRules(contract: TokenContract<unknown>): TokenRules {
  const issues = contractIssues(contract);
  if (issues.length > 0) throw new ConfigurationError("CONTRACT_INVALID", issues);
  return {
    claims: { user: claimRules(contract.user), machine: claimRules(contract.machine) },
    scopes: new Set([...contract.scopes, ...SYSTEM_SCOPES]),
    groups: new Set(contract.groups),
    clients: new Map(Object.entries(contract.clients)),
  };
}

function claimRules(claims: ClaimContracts): readonly ClaimRule[] {
  return Object.entries(claims).map(([name, { types, required, asserted }]) => {
    const [only, ...others] = types.map(claimReader);
    if (only !== undefined && others.length === 0) return { name, required, asserted, accept: only };
    const readers = only === undefined ? [] : [only, ...others];
    return { name, required, asserted, accept: (value) => firstOf(readers, value) };
  });
}

function firstOf(readers: readonly ((value: unknown) => unknown)[], value: unknown): unknown {
  for (const read of readers) {
    const accepted = read(value);
    if (accepted !== undefined) return accepted;
  }
  return undefined;
}

type Shape = readonly [name: keyof TokenContract, holds: (value: unknown) => boolean, expected: string];

const isListOf = (pattern: RegExp) => (value: unknown) =>
  Array.isArray(value) && value.every((item) => typeof item === "string" && pattern.test(item));
const isKind = (value: unknown) => value === "user" || value === "machine";
const isClientMap = (value: unknown) => isJsonObject(value) && Object.values(value).every(isKind);
const isClaimMap = (value: unknown) =>
  isJsonObject(value) && Object.entries(value).every(([name, claim]) => isClaim(name, claim));

/** Cognito's own pattern takes the engine a millisecond to compile, which every cold start would pay for. */
const GROUP = /^\S+$/;

/** The parts that the verifier reads. A contract is made by `tokenContract`, so one issue a part is enough to find it. */
const SHAPES: readonly Shape[] = [
  ["user", isClaimMap, "claims by name, each with known types, required and asserted"],
  ["machine", isClaimMap, "claims by name, each with known types, required and asserted"],
  ["scopes", isListOf(SCOPE.pattern), "a list of scopes"],
  ["groups", isListOf(GROUP), "a list of group names"],
  ["clients", isClientMap, "user or machine by client name"],
];

function contractIssues(contract: unknown): readonly ConfigurationIssue[] {
  if (!isJsonObject(contract)) return [{ path: "", expected: "a contract made by tokenContract" }];
  return SHAPES.filter(([name, holds]) => !holds(contract[name])).map(([path, , expected]) => ({
    path,
    expected,
  }));
}

function isClaim(name: string, claim: unknown): boolean {
  return (
    !PROTOTYPE_KEYS.has(name) &&
    isJsonObject(claim) &&
    typeof claim.required === "boolean" &&
    typeof claim.asserted === "boolean" &&
    Array.isArray(claim.types) &&
    claim.types.every(isClaimType)
  );
}
