// How does an OpenAPI document say where tokens come from, and what their scopes mean? (OpenAPI Specification 3.1)
import { issuerOf, type JsonObject } from "@claimsmith/cognito-model";
import type { Environment } from "../environments/environment.ts";
import { USER_POOL_REGIONS } from "../environments/regions.ts";
import type { PolicySnapshot } from "../snapshot/snapshot.ts";
import { type CatalogueScope, tokenCatalogue } from "./catalogue.ts";

/** What of an environment the schemes tell. */
export interface SchemeEnvironment extends Pick<Environment, "region" | "domainPrefix"> {
  /** The pool's id, once there is one: adds a scheme `openIdConnect` with the issuer's own description. */
  readonly userPoolId?: string;
}

/**
 * The `components` of an OpenAPI 3.1 document: for each environment one scheme `oauth2`, called as policy and environment, with the
 * scopes that its people and machines can get; another `openIdConnect` where the pool's id is known. An environment without a
 * domain has no OAuth endpoints: there the tokens are described as bearer tokens. `local` is left out: nobody calls it.
 */
export function securitySchemes(
  snapshot: PolicySnapshot,
  environments: Readonly<Record<string, SchemeEnvironment>>,
): JsonObject {
  const { policyName, scopes } = tokenCatalogue(snapshot);
  const schemes = Object.entries(environments)
    .filter(([name]) => name !== "local")
    .flatMap(([name, environment]): (readonly [string, JsonObject])[] => {
      const scheme = `${policyName}-${name}`;
      const first = [scheme, schemeOf(environment, scopes)] as const;
      if (environment.userPoolId === undefined) return [first];
      const openIdConnectUrl = discoveryUrl(issuerOf(environment.userPoolId));
      return [first, [`${scheme}-openid`, { type: "openIdConnect", openIdConnectUrl }]];
    });
  return { components: { securitySchemes: Object.fromEntries(schemes) } };
}

function discoveryUrl(issuer: string): string {
  return `${issuer}/.well-known/openid-configuration`;
}

function schemeOf(environment: SchemeEnvironment, scopes: readonly CatalogueScope[]): JsonObject {
  const { region, domainPrefix, userPoolId = `${region}_POOL_ID` } = environment;
  const description = `Access tokens of the issuer ${issuerOf(userPoolId)}; ID tokens are refused.`;
  if (domainPrefix === undefined) {
    return { type: "http", scheme: "bearer", bearerFormat: "JWT", description };
  }
  const domain = domainOf(domainPrefix, region);
  const tokenUrl = `${domain}/oauth2/token`;
  const people = scopesFor("user", scopes);
  const machines = scopesFor("machine", scopes);
  const authorizationUrl = `${domain}/oauth2/authorize`;
  return {
    type: "oauth2",
    description,
    flows: {
      ...(people !== undefined && {
        authorizationCode: { authorizationUrl, tokenUrl, refreshUrl: tokenUrl, scopes: people },
      }),
      ...(machines !== undefined && { clientCredentials: { tokenUrl, scopes: machines } }),
    },
  };
}

/** In GovCloud domains have FIPS endpoints alone. (AWS: User pool domains; Amazon Cognito in AWS GovCloud) */
function domainOf(prefix: string, region: string): string {
  const auth = USER_POOL_REGIONS[region] === "aws-us-gov" ? "auth-fips" : "auth";
  return `https://${prefix}.${auth}.${region}.amazoncognito.com`;
}

/** The scopes that people's or machines' tokens can carry; `undefined` where there are none. */
function scopesFor(kind: "user" | "machine", scopes: readonly CatalogueScope[]): JsonObject | undefined {
  const entries = scopes.flatMap(({ scope, description, grants }) => {
    // What only sign-ins through the API give comes from no OAuth endpoint.
    const own = grants.filter((grant) => grant.kind === kind && grant.how !== "api");
    if (own.length === 0) return [];
    const isAdded = own.every(({ how }) => how === "added");
    return [[scope, isAdded ? `${description} (added by the policy: not to be asked for)` : description]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
