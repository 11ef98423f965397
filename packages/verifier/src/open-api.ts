// How does an OpenAPI document say what routes demand? (OpenAPI Specification 3.1, Security Requirement Object)
import { type AnyRequirement, partsOf } from "./requirement.ts";
import type { AnyRoutes } from "./routes.ts";

/** How the security scheme is called, and where the issuer describes itself. */
export interface OpenApiOptions {
  /** The scheme's name in `components.securitySchemes`. Default: `accessToken`. */
  readonly schemeName?: string;
  /** The issuer's `/.well-known/openid-configuration`: makes it a scheme `openIdConnect`. Default: an HTTP bearer scheme. */
  readonly openIdConnectUrl?: string;
}

/** One way to be let in: scheme name → scopes, all of which are needed. */
export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

/** Parts to merge into an OpenAPI 3.1 document. */
export interface OpenApiSecurity {
  readonly components: { readonly securitySchemes: Readonly<Record<string, object>> };
  /** Path → method in lower case → `security`: any one of the list lets in; an empty list, anybody. */
  readonly paths: Readonly<
    Record<string, Readonly<Record<string, { readonly security: readonly SecurityRequirement[] }>>>
  >;
}

/**
 * The security of a table of routes. OpenAPI knows scopes alone: groups, claims and ages are left to prose. A demand for any
 * of some scopes becomes one alternative each.
 */
export function openApiSecurity(routes: AnyRoutes, options: OpenApiOptions = {}): OpenApiSecurity {
  const { schemeName = "accessToken", openIdConnectUrl } = options;
  const scheme =
    openIdConnectUrl === undefined
      ? { type: "http", scheme: "bearer", bearerFormat: "JWT" }
      : { type: "openIdConnect", openIdConnectUrl };
  const paths: Record<string, Record<string, { security: readonly SecurityRequirement[] }>> = {};
  for (const [key, requirement] of Object.entries(routes)) {
    const [method = "", path = ""] = key.replace("+}", "}").split(" ", 2);
    const security = requirement === "public" ? [] : alternatives(requirement);
    paths[path] ??= {};
    paths[path][method.toLowerCase()] = { security: security.map((scopes) => ({ [schemeName]: scopes })) };
  }
  return { components: { securitySchemes: { [schemeName]: scheme } }, paths };
}

/** Every list of scopes that meets a requirement: all that are needed, with one of each choice. */
function alternatives(requirement: AnyRequirement): readonly (readonly string[])[] {
  let lists: readonly (readonly string[])[] = [[]];
  for (const { scopes } of partsOf(requirement)) {
    const choices = scopes?.any?.map((scope) => [scope]) ?? [[]];
    lists = lists.flatMap((list) => choices.map((choice) => [...list, ...(scopes?.all ?? []), ...choice]));
  }
  return lists.map((list) => [...new Set(list)]);
}
