// How is a request's token verified? Opened or remembered, held against the requirement, asked whether it is revoked.
import type { TokenContract } from "@claimsmith/claims-policy/contract";
import { rememberTokens } from "./cache/remember-tokens.ts";
import type { AnyPrincipal } from "./checks/required/index.ts";
import { type Demand, type ReadRequirement, requirementReader } from "./demand.ts";
import { type Diagnosis, diagnoser } from "./diagnose.ts";
import { isVerificationError } from "./errors.ts";
import { idTokenCounter } from "./id-token-counter.ts";
import { type OpenToken, tokenOpener } from "./open-token.ts";
import { type MigrationOptions, readOptions, type Settings, type VerifierOptions } from "./options.ts";
import { trustedPools } from "./pools.ts";
import type { Principal, TokenUse } from "./principal.ts";
import { type RequestCredentials, requestToken } from "./request-token.ts";
import type { Requirement } from "./requirement.ts";
import { requirementIssues } from "./requirement-issues.ts";
import { refuseRevoked } from "./revocation.ts";
import { platformSignatures } from "./signatures.ts";
import { type PrincipalKind, tokenRules } from "./token-rules.ts";
import { refuse, tokenAcceptance } from "./verified-token.ts";

/** Verifies the access tokens of one policy. `U` says whether ID tokens pass for a time. */
export interface Verifier<P = unknown, U extends TokenUse = "access"> {
  /**
   * The principal of an access token (the token alone, without `Bearer`) that is genuine, is good now and meets the
   * requirement. The requirement is frozen when it first comes: keep one object a route.
   *
   * @throws VerificationError by `code` (see `FAILURES`); ConfigurationError `REQUIREMENT_INVALID`.
   */
  verify<K extends PrincipalKind = PrincipalKind>(
    token: string,
    requirement?: Requirement<P, K>,
  ): Promise<Principal<P, K, U>>;
  /**
   * The same for a request. For adapters: its errors make the whole answer (`refusalAnswer`), with the metadata of the API.
   *
   * @throws VerificationError also for a token that is missing, one of two, or in the query.
   */
  verifyRequest<K extends PrincipalKind = PrincipalKind>(
    credentials: RequestCredentials,
    requirement?: Requirement<P, K>,
  ): Promise<Principal<P, K, U>>;
  /**
   * Every reason why a token would be refused now. For support: nothing of the token comes back. Fetches keys as `verify`
   * does, and asks whether the token is revoked where its signature holds; counts nothing.
   *
   * @throws ConfigurationError `REQUIREMENT_INVALID`.
   */
  diagnose<K extends PrincipalKind>(token: string, requirement?: Requirement<P, K>): Promise<Diagnosis>;
  /**
   * Fetches the keys of every pool, so that the first request does not wait.
   *
   * @throws VerificationError of the category `unavailable` where one of the issuers does not answer; the others' are kept.
   */
  prefetch(): Promise<void>;
  /**
   * Refuses a requirement that names what the policy does not have. For adapters, so that a route fails when it is set up.
   *
   * @throws ConfigurationError `REQUIREMENT_INVALID` with every issue.
   */
  assertRequirement<K extends PrincipalKind>(requirement: Requirement<P, K>): void;
}

const NO_REQUIREMENT = {};

/**
 * A verifier for the tokens that a contract describes. Keys are fetched when the first token comes, and kept.
 *
 * @throws ConfigurationError `CONTRACT_INVALID` or `OPTIONS_INVALID` with every issue.
 */
export function createVerifier<P>(contract: TokenContract<P>, options: VerifierOptions<P>): Verifier<P>;
export function createVerifier<P>(
  contract: TokenContract<P>,
  options: MigrationOptions<P>,
): Verifier<P, TokenUse>;
export function createVerifier<P>(
  contract: TokenContract<P>,
  options: VerifierOptions<P> | MigrationOptions<P>,
): Verifier<P, TokenUse> {
  const rules = tokenRules(contract);
  const settings = readOptions(options, rules);
  const { clock } = settings;
  const signatures = platformSignatures();
  const pools = trustedPools(settings, signatures);
  const acceptance = tokenAcceptance(rules, settings);
  const open = tokenOpener({ signatures, pools, acceptance, clock });
  const { maxTokens } = settings;
  const reopen = maxTokens === 0 ? open : rememberTokens({ maxTokens, open, signatures, acceptance });
  const demandOf = requirementReader(requirementIssues(rules));
  const verify = verification(reopen, demandOf, settings);
  const diagnose = diagnoser({ signatures, pools, rules, settings });
  return {
    verify,
    verifyRequest: requestVerification(verify, demandOf, settings),
    diagnose: async (token, requirement = NO_REQUIREMENT) => diagnose(token, demandOf(requirement)),
    prefetch: async () => {
      const results = await Promise.allSettled([...pools.values()].map(({ ring }) => ring.prefetch()));
      for (const result of results) if (result.status === "rejected") throw result.reason;
    },
    assertRequirement: (requirement) => void demandOf(requirement),
    // The types of principals follow from the contract: the compiler knows the policy, the program only its data.
  } as Verifier<P, TokenUse>;
}

type Verify = (token: string, requirement?: object) => Promise<AnyPrincipal>;

function verification(open: OpenToken, demandOf: ReadRequirement, settings: Settings): Verify {
  const { clock, revocation, onIdToken } = settings;
  const countIdToken = idTokenCounter(onIdToken);
  return async (token, requirement = NO_REQUIREMENT) => {
    const demand = demandOf(requirement);
    const nowMs = clock();
    const opened = open(token, nowMs);
    const { principal } = opened instanceof Promise ? await opened : opened;
    refuseUnmet(demand, principal, nowMs / 1_000);
    const answer = revocation === undefined ? undefined : refuseRevoked(principal, revocation);
    if (answer !== undefined) await answer;
    if (principal.tokenUse === "id") countIdToken(principal);
    return principal;
  };
}

function refuseUnmet({ steps, scopes }: Demand, principal: AnyPrincipal, nowSeconds: number): void {
  for (const { check, part } of steps) refuse(check({ principal, part, scopes, nowSeconds }));
}

/** What an adapter's errors say besides: where the API's metadata is, and which scopes to ask for. */
function requestVerification(verify: Verify, demandOf: ReadRequirement, { resourceMetadata }: Settings) {
  return async (credentials: RequestCredentials, requirement: object = NO_REQUIREMENT) => {
    try {
      return await verify(requestToken(credentials), requirement);
    } catch (error) {
      if (resourceMetadata === undefined || !isVerificationError(error)) throw error;
      const { scopes } = demandOf(requirement);
      throw error.with({
        resourceMetadata,
        ...(error.code === "TOKEN_MISSING" && { requiredScopes: scopes }),
      });
    }
  };
}
