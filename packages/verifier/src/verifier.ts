// How is an access token verified? Form, key and signature by aws-jwt-verify, then the checks, then the principal.
import type { TokenContract } from "@claimsmith/claims-policy/contract";
import { jwksUriOf } from "@claimsmith/cognito-model";
import { JwtVerifier } from "aws-jwt-verify/jwt-verifier";
import type { AnyRequirement, Refusal } from "./checks/check.ts";
import { compactForm, firstRefusal, header, issuer, kindOf } from "./checks/index.ts";
import { VerificationError } from "./errors.ts";
import { keyStore } from "./key-source.ts";
import { readOptions, type Settings, type VerifierOptions } from "./options.ts";
import type { AccessTokenPayload } from "./payload.ts";
import { type Principal, principalOf } from "./principal.ts";
import { type Requirement, requirementAssertion } from "./requirement.ts";
import { type PrincipalKind, tokenRules } from "./token-rules.ts";
import { translateError } from "./translate-error.ts";

/** Verifies the access tokens of one policy from one issuer. */
export interface Verifier<P = unknown> {
  /**
   * The principal of an access token (the token alone, without `Bearer`) that is genuine, is good now and meets the
   * requirement.
   *
   * @throws VerificationError by `code` (see `FAILURES`); ConfigurationError `REQUIREMENT_INVALID`.
   */
  verify<K extends PrincipalKind = PrincipalKind>(
    token: string,
    requirement?: Requirement<P, K>,
  ): Promise<Principal<P, K>>;
  /**
   * Refuses a requirement that names what the policy does not have. For adapters, so that a route fails when it is set up.
   *
   * @throws ConfigurationError `REQUIREMENT_INVALID` with every issue.
   */
  assertRequirement(requirement: Requirement<P>): void;
}

const NO_REQUIREMENT: AnyRequirement = {};

/**
 * A verifier for the tokens that a contract describes. Keys are fetched when the first token comes, and kept.
 *
 * @throws ConfigurationError `CONTRACT_INVALID` or `OPTIONS_INVALID` with every issue.
 */
export function createVerifier<P>(contract: TokenContract<P>, options: VerifierOptions<P>): Verifier<P> {
  const rules = tokenRules(contract);
  const settings = readOptions(options, rules);
  const signedPayload = signatureVerifier(settings);
  const assertRequirement = requirementAssertion(rules);
  const { clientNames } = settings;

  async function verify(token: string, requirement: AnyRequirement = NO_REQUIREMENT): Promise<Principal<P>> {
    assertRequirement(requirement);
    refuse(compactForm(token));
    const payload = await signedPayload(token);
    refuse(firstRefusal({ payload, rules, clientNames, requirement, nowSeconds: Date.now() / 1_000 }));
    const kind = kindOf(payload) ?? "user";
    const clientName = clientNames.get(payload.client_id) ?? "";
    return principalOf<P>({ payload, kind, clientName, rules: rules.claims[kind] });
  }

  return { verify: verify as Verifier<P>["verify"], assertRequirement };
}

/**
 * The payload of a token whose header, issuer, key and signature hold, and that is neither expired nor early by `exp` and
 * `nbf`.
 */
type SignedPayload = (token: string) => AccessTokenPayload | Promise<AccessTokenPayload>;

/** With the key at hand nothing waits, which is faster; without it the library fetches, and reads the token once more. */
function signatureVerifier({ issuer: trusted, keySource }: Settings): SignedPayload {
  const jwksCache = keyStore(keySource, (token) => refuse(header(token) ?? issuer(token, trusted)));
  // `audience` is looked at by a check of our own: the default access token has none.
  const library = JwtVerifier.create(
    { issuer: trusted, jwksUri: jwksUriOf(trusted), audience: null },
    { jwksCache },
  );
  return (token) => {
    try {
      return library.verifySync(token) as AccessTokenPayload;
    } catch (error) {
      const failure = translateError(error);
      if (failure.category !== "unavailable" && failure.code !== "KEY_UNKNOWN") throw failure;
      return library.verify(token).catch(rethrow) as Promise<AccessTokenPayload>;
    }
  };
}

function rethrow(error: unknown): never {
  throw translateError(error);
}

function refuse(refusal: Refusal | undefined): void {
  if (refusal !== undefined) throw new VerificationError(refusal.code, refusal);
}
