// Who is the caller that AppSync names? Its claims come verified, and are held against the same rules as a token's.
import type { TokenContract } from "@claimsmith/claims-policy/contract";
import { isJsonObject } from "@claimsmith/cognito-model";
import { requirementReader } from "../demand.ts";
import { VerificationError } from "../errors.ts";
import { requirementRefusal } from "../held-requirement.ts";
import { idTokenCounter } from "../id-token-counter.ts";
import { type MigrationOptions, readOptions, type VerifierOptions } from "../options.ts";
import type { UncheckedPayload } from "../payload.ts";
import { trustedPools } from "../pools.ts";
import type { Principal, TokenUse } from "../principal.ts";
import type { Requirement } from "../requirement.ts";
import { requirementIssues } from "../requirement-issues.ts";
import { refuseRevoked } from "../revocation.ts";
import { platformSignatures } from "../signatures.ts";
import { type PrincipalKind, tokenRules } from "../token-rules.ts";
import { refuse, tokenAcceptance } from "../verified-token.ts";

/** What is read of `identity` of an AppSync resolver in the mode AMAZON_COGNITO_USER_POOLS. */
export interface AppSyncIdentity {
  readonly claims?: UncheckedPayload | null;
  readonly groups?: readonly string[] | null;
}

/** Makes principals of identities. */
export interface IdentityVerifier<P = unknown, U extends TokenUse = "access"> {
  /**
   * The principal of an identity that meets the requirement. Its signature was AppSync's to check: whoever else may invoke
   * the function could write any identity, so let AppSync alone invoke it.
   *
   * @throws VerificationError as `Verifier.verify`; `TOKEN_MISSING` for a caller without a token: IAM, an API key, a function.
   */
  verify<K extends PrincipalKind = PrincipalKind>(
    identity: AppSyncIdentity | null | undefined,
    requirement?: Requirement<P, K>,
  ): Promise<Principal<P, K, U>>;
  /** @throws ConfigurationError `REQUIREMENT_INVALID` with every issue */
  assertRequirement<K extends PrincipalKind>(requirement: Requirement<P, K>): void;
  /** Milliseconds since the epoch, as the options have it. */
  readonly clock: () => number;
}

/**
 * The verifier of AppSync's identities. It takes the options of `createVerifier`; those of keys and cache mean nothing here.
 *
 * @throws ConfigurationError `CONTRACT_INVALID` or `OPTIONS_INVALID` with every issue.
 */
export function identityVerifier<P>(
  contract: TokenContract<P>,
  options: VerifierOptions<P>,
): IdentityVerifier<P>;
export function identityVerifier<P>(
  contract: TokenContract<P>,
  options: MigrationOptions<P>,
): IdentityVerifier<P, TokenUse>;
export function identityVerifier<P>(
  contract: TokenContract<P>,
  options: VerifierOptions<P> | MigrationOptions<P>,
): IdentityVerifier<P, TokenUse> {
  const rules = tokenRules(contract);
  const settings = readOptions(options, rules);
  const { clock, revocation, onIdToken } = settings;
  const pools = trustedPools(settings, platformSignatures());
  const acceptance = tokenAcceptance(rules, settings);
  const demandOf = requirementReader(requirementIssues(rules));
  const refusalOf = requirementRefusal();
  const countIdToken = idTokenCounter(onIdToken);
  const verify = async (identity: AppSyncIdentity | null | undefined, requirement: object = {}) => {
    demandOf(requirement);
    const payload = claimsOf(identity);
    const pool = pools.get(payload.iss);
    if (pool === undefined) throw new VerificationError("ISSUER_MISMATCH");
    const nowMs = clock();
    const { principal } = acceptance.accept({ payload, pool, kid: "" }, undefined, nowMs);
    refuse(refusalOf(principal, requirement, nowMs / 1_000));
    if (revocation !== undefined) await refuseRevoked(principal, revocation);
    if (principal.tokenUse === "id") countIdToken(principal);
    return principal;
  };
  const assertRequirement = (requirement: object) => void demandOf(requirement);
  // As in createVerifier: the compiler knows the policy, the program only its data.
  return { verify, assertRequirement, clock } as unknown as IdentityVerifier<P, TokenUse>;
}

const TIMES = ["exp", "iat", "nbf", "auth_time"];

/** The claims as a token has them. AWS documents no types, and times and groups were seen as texts: unverified. */
function claimsOf(identity: AppSyncIdentity | null | undefined): UncheckedPayload {
  const claims = identity?.claims;
  if (!isJsonObject(claims)) throw new VerificationError("TOKEN_MISSING");
  const times = TIMES.flatMap((name) => {
    const value = claims[name];
    return typeof value === "string" && /^\d{1,12}$/.test(value) ? [[name, Number(value)] as const] : [];
  });
  const groups = groupsOf(claims["cognito:groups"], identity?.groups);
  return {
    ...claims,
    ...Object.fromEntries(times),
    ...(groups !== undefined && { "cognito:groups": groups }),
  };
}

/** A list is exact. A text is one group, unless it could be several: then it stays one, and is refused as a claim that is no list. */
function groupsOf(claim: unknown, listed: readonly string[] | null | undefined): unknown {
  if (typeof claim !== "string") return claim ?? undefined;
  if (Array.isArray(listed)) return listed;
  return /[\s,[\]]/.test(claim) ? claim : [claim];
}
