// What does a GraphQL server need of the verifier? Who calls, a guard for fields, and a test that no field lacks it.
export { type AppSyncContext, type AppSyncEvent, appSyncHandler } from "./graphql-appsync.ts";
export { type ResolverMap, type SchemaOfFields, unguardedFields } from "./graphql-fields.ts";
export { fieldGuard, type GuardedContext, type GuardField, type OperationContext } from "./graphql-guard.ts";
export { type AppSyncIdentity, type IdentityVerifier, identityVerifier } from "./graphql-identity.ts";
export {
  type IncomingOperation,
  type RefusalExtensions,
  type RequestContextOptions,
  requestContext,
} from "./graphql-request.ts";
