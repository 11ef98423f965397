// How are AppSync's Lambda resolvers guarded? One function for many fields, with the same guard as any other GraphQL server.
import type { AnyPrincipal } from "../checks/required/index.ts";
import { ConfigurationError, isVerificationError, type VerificationError } from "../errors.ts";
import type { TokenUse } from "../principal.ts";
import { entryOf, type ResolverMap } from "./graphql-fields.ts";
import { ACCESS, type Access, isGuarded, type OperationContext } from "./graphql-guard.ts";
import type { AppSyncIdentity, IdentityVerifier } from "./graphql-identity.ts";

/** What is read of the event of a direct Lambda resolver. (AWS: Resolver context object reference) */
export interface AppSyncEvent {
  readonly arguments: unknown;
  readonly source?: unknown;
  readonly identity?: AppSyncIdentity | null;
  readonly info: { readonly parentTypeName: string; readonly fieldName: string };
}

/** The context of a resolver: who calls, and the event. */
export interface AppSyncContext<P = unknown, U extends TokenUse = "access"> extends OperationContext<P, U> {
  readonly event: AppSyncEvent;
}

/**
 * The handler of a function that resolves fields for AppSync: `resolvers[type][field](source, arguments, context, info)`. AppSync
 * shows the message of a refusal; the error's name is its code. Events of BatchInvoke are not taken.
 *
 * @throws ConfigurationError `ROUTES_INVALID` at once where a resolver has no guard; with the event where there is none.
 */
export function appSyncHandler<P, U extends TokenUse>(
  verifier: IdentityVerifier<P, U>,
  resolvers: ResolverMap,
): (event: AppSyncEvent) => Promise<unknown> {
  assertGuarded(resolvers);
  const { clock } = verifier;
  return async (event) => {
    const { source, info, identity } = event;
    const resolve = resolverOf(resolvers, info);
    const access = await verifier.verify(identity, {}).then(
      (principal): Partial<Access> => ({ principal: principal as AnyPrincipal }),
      (error: unknown): Partial<Access> => {
        if (isVerificationError(error)) return { refusal: error };
        throw error;
      },
    );
    const { principal } = access;
    const context = { ...(principal && { principal }), event, [ACCESS]: { ...access, errorOf, clock } };
    return resolve(source, event.arguments, context, info);
  };
}

type Resolve = (source: unknown, args: unknown, context: unknown, info: unknown) => unknown;

function resolverOf(resolvers: ResolverMap, { parentTypeName, fieldName }: AppSyncEvent["info"]): Resolve {
  const fields = Object.hasOwn(resolvers, parentTypeName) ? (resolvers[parentTypeName] as ResolverMap) : {};
  const resolver = Object.hasOwn(fields, fieldName) ? fields[fieldName] : undefined;
  const entry = entryOf(resolver, parentTypeName === "Subscription");
  if (typeof entry === "function") return entry as Resolve;
  const path = `${parentTypeName}.${fieldName}`;
  throw new ConfigurationError("ROUTES_INVALID", [{ path, expected: "a resolver in this function" }]);
}

/** Whatever AppSync may call is guarded, below the root too: here each field is an entrance of its own. */
function assertGuarded(resolvers: ResolverMap): void {
  const issues = Object.entries(resolvers).flatMap(([type, fields]) =>
    Object.entries(fields as ResolverMap)
      .filter(([, resolver]) => !isGuarded(entryOf(resolver, type === "Subscription")))
      .map(([field]) => ({
        path: `${type}.${field}`,
        expected: "a guard: guardField(requirement or public, …)",
      })),
  );
  if (issues.length > 0) throw new ConfigurationError("ROUTES_INVALID", issues);
}

/** The runtime tells AppSync an error's name and message, and nothing else. */
function errorOf({ code, message }: VerificationError): Error {
  return Object.assign(new Error(message), { name: code });
}
