// What do the tokens look like to a program in any language? JSON Schema 2020-12.
import type { JsonObject, JsonValue } from "@claimsmith/cognito-model";
import type { ExactType, ValueType } from "../language/value-types.ts";
import type { PolicySnapshot } from "../snapshot/snapshot.ts";
import { type CatalogueToken, type CognitoClaim, tokenCatalogue } from "./catalogue.ts";

/**
 * A schema of every token that a policy can issue, decoded: `$defs` has `userAccessToken`, `machineAccessToken` and `idToken`, the
 * schema itself is one of them. Claims that it does not know are allowed, for Cognito adds some over time. (AWS: Parse user pool
 * tokens safely; JSON Schema 2020-12)
 */
export function tokenSchema(snapshot: PolicySnapshot): JsonObject {
  const { policyName, policyHash, tokens, scopes, groups } = tokenCatalogue(snapshot);
  const named = tokens.map((token) => [definitionName(token), schemaOfToken(token)] as const);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: `Tokens of the policy ${policyName}`,
    $comment: `Made from the policy with the hash ${policyHash}`,
    oneOf: named.map(([name]) => ({ $ref: `#/$defs/${name}` })),
    $defs: {
      ...Object.fromEntries(named),
      scope: { description: "One of the scopes in `scope`", enum: scopes.map(({ scope }) => scope) },
      group: {
        description: "A declared group; `cognito:groups` may have others",
        // An empty `enum` is no schema that every validator takes.
        ...(groups.length > 0 && { enum: groups.map(({ name }) => name) }),
      },
    },
  };
}

/** What a token is called in the schema and, with a capital, among the types. */
export function definitionName({ token, kind }: Pick<CatalogueToken, "token" | "kind">): string {
  return token === "id" ? "idToken" : `${kind}AccessToken`;
}

function schemaOfToken(token: CatalogueToken): JsonObject {
  const { claims, cognitoClaims, suppressed, kind } = token;
  const own = cognitoClaims.map((claim) => [claim.name, cognitoSchema(claim, token)] as const);
  const properties = new Map<string, JsonValue>(own);
  // What tells the access tokens of machines from those of people.
  if (token.token === "access" && kind === "machine") properties.set("username", false);
  for (const { name, when } of suppressed) if (when === undefined) properties.set(name, false);
  for (const { name, types, asserted } of claims) {
    const besides = properties.get(name);
    const schema = anyOf([...types.map(valueSchema), ...(besides === undefined ? [] : [besides])]);
    const description = "Written by the user or the caller: never decide by it";
    properties.set(name, asserted ? { description, ...schema } : schema);
  }
  const required = [...cognitoClaims, ...claims].filter((claim) => claim.required).map(({ name }) => name);
  return {
    type: "object",
    properties: Object.fromEntries(properties),
    required: [...new Set(required)],
  };
}

const COGNITO_TYPES: { readonly [T in CognitoClaim["type"]]: JsonObject } = {
  string: { type: "string" },
  number: { type: "integer" },
  boolean: { type: "boolean" },
  "string[]": { type: "array", items: { type: "string" } },
  "object[]": { type: "array", items: { type: "object" } },
};

function cognitoSchema({ name, type }: CognitoClaim, { token }: CatalogueToken): JsonObject {
  return name === "token_use" ? { const: token } : COGNITO_TYPES[type];
}

function anyOf(schemas: readonly JsonValue[]): JsonObject {
  const [only, ...more] = schemas;
  return more.length === 0 && typeof only === "object" ? (only as JsonObject) : { anyOf: [...schemas] };
}

/** Lengths are bytes of JSON in policies and characters in schemas: never fewer bytes than characters. */
const VALUES: { readonly [T in ValueType | ExactType as T["type"]]: (type: T) => JsonObject } = {
  text: ({ maxLength }) => ({ type: "string", maxLength }),
  oneOf: ({ values }) => ({ enum: [...values] }),
  integer: ({ min, max }) => ({ type: "integer", minimum: min, maximum: max }),
  flag: () => ({ type: "boolean" }),
  roleArn: () => ({ type: "string", pattern: "^arn:aws" }),
  list: ({ of, maxCount }) => ({ type: "array", items: valueSchema(of), maxItems: maxCount }),
  exact: ({ values }) => ({ enum: [...values] }),
};

function valueSchema(type: ValueType | ExactType): JsonObject {
  return (VALUES[type.type] as (type: ValueType | ExactType) => JsonObject)(type);
}
