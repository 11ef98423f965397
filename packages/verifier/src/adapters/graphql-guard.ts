// How is a GraphQL field guarded? One guard for every server: what the server knows of the caller comes with the context.
import type { AnyPrincipal } from "../checks/required/index.ts";
import { ConfigurationError, VerificationError } from "../errors.ts";
import { requirementRefusal } from "../held-requirement.ts";
import type { Principal, TokenUse } from "../principal.ts";
import type { Requirement } from "../requirement.ts";
import type { PrincipalKind } from "../token-rules.ts";
import type { Verifier } from "../verifier.ts";
import type { IdentityVerifier } from "./graphql-identity.ts";

/** What a guard asks. Found under a symbol, so that nothing which a program puts into a context takes its place. */
export interface Access {
  /** Absent where there is a refusal. */
  readonly principal?: AnyPrincipal;
  readonly refusal?: VerificationError;
  /** The refusal as an error that the server shows to the caller. */
  readonly errorOf: (refusal: VerificationError) => Error;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** Where a context keeps its access. The same for every copy of this package. */
export const ACCESS: unique symbol = Symbol.for("@claimsmith/verifier access") as never;

/** What a server puts into the context of an operation: who sends it, verified once. */
export interface OperationContext<P = unknown, U extends TokenUse = "access"> {
  /** Absent where no good token came. Behind a guard it is there, and of the kind that the requirement demands. */
  readonly principal?: Principal<P, PrincipalKind, U>;
  readonly [ACCESS]: Access;
}

/** The context of a guarded resolver. */
export type GuardedContext<C, P, K extends PrincipalKind, U extends TokenUse> = C & {
  readonly principal: Principal<P, K, U>;
};

/** Guards a field. The guarded resolver throws before the resolver is called. */
export interface GuardField<P, U extends TokenUse = "access"> {
  /** A field for anybody, written out. */
  <S, A, C, I, R>(
    requirement: "public",
    resolver: (source: S, args: A, context: C, info: I) => R,
  ): (source: S, args: A, context: C, info: I) => R;
  /** @throws ConfigurationError `REQUIREMENT_INVALID` at once, before any operation */
  <K extends PrincipalKind = PrincipalKind, S = unknown, A = unknown, C = object, I = unknown, R = unknown>(
    requirement: Requirement<P, K>,
    resolver: (source: S, args: A, context: GuardedContext<C, P, K, U>, info: I) => R,
  ): (source: S, args: A, context: C, info: I) => R;
}

type AnyResolver = (source: unknown, args: unknown, context: unknown, info: unknown) => unknown;

/**
 * The guard of a policy's fields. Expiry and ages are asked anew at each field, so that a guarded `resolve` of a subscription
 * ends it in time; revocation is asked with the token, once an operation.
 */
export function fieldGuard<P, U extends TokenUse>(
  verifier: Verifier<P, U> | IdentityVerifier<P, U>,
): GuardField<P, U> {
  const refusalOf = requirementRefusal();
  function admit(context: unknown, requirement: object): void {
    const { principal, refusal, errorOf, clock } = accessOf(context);
    if (refusal !== undefined || principal === undefined)
      throw errorOf(refusal ?? new VerificationError("TOKEN_MISSING"));
    const unmet = refusalOf(principal, requirement, clock() / 1_000);
    if (unmet !== undefined) throw errorOf(new VerificationError(unmet.code, unmet));
  }
  const guardField = (requirement: Requirement<P> | "public", resolver: AnyResolver) => {
    if (requirement === "public") return marked((...all) => resolver(...all));
    verifier.assertRequirement(requirement);
    return marked((source, args, context, info) => {
      admit(context, requirement);
      return resolver(source, args, context, info);
    });
  };
  return guardField as unknown as GuardField<P, U>;
}

/** Without a context of ours nobody can say who calls, so nothing is resolved. */
function accessOf(context: unknown): Access {
  const access = (context as Partial<OperationContext> | undefined)?.[ACCESS];
  if (access !== undefined) return access;
  const expected = "that of requestContext or appSyncHandler";
  throw new ConfigurationError("OPTIONS_INVALID", [{ path: "context", expected }]);
}

const GUARDED = Symbol.for("@claimsmith/verifier guarded");

function marked(resolver: AnyResolver): AnyResolver {
  return Object.defineProperty(resolver, GUARDED, { value: true });
}

/** True for what a guard gave. */
export function isGuarded(resolver: unknown): boolean {
  return typeof resolver === "function" && Object.hasOwn(resolver, GUARDED);
}
