// What is wrong with the arguments of a GraphQL API?
import { Token } from "cdktf";
import type { GuardedGraphqlApiOptions } from "../guarded-graphql-api.ts";
import { apiNameRefusals } from "../http-api/http-api-refusals.ts";
import type { Refusal } from "../refusal.ts";
import { hasField } from "./schema-fields.ts";

/** Name → the most that AppSync takes; the least is 1, since 0 is no limit. (AppSync API Reference: CreateGraphqlApi) */
const LIMITS = { queryDepthLimit: 75, resolverCountLimit: 10_000 };

/** Every refusal of the arguments. `schema` is the text of the file; undefined where there is none. */
export function graphqlApiRefusals(
  options: GuardedGraphqlApiOptions,
  schema: string | undefined,
): readonly Refusal[] {
  return [
    // A role's name has at most 64 characters, and `-invoke` is part of it.
    ...apiNameRefusals(options.apiName, 57),
    ...clientRefusals(options),
    ...(schema === undefined
      ? [{ code: "SCHEMA_MISSING", at: "schemaPath", text: "expected a file in GraphQL's schema language" }]
      : []),
    ...resolverRefusals(options, schema),
    ...limitRefusals(options),
  ];
}

/** The ids become a regular expression: one that is written down holds letters and digits alone, as Cognito's do. */
function clientRefusals({ clientIds }: GuardedGraphqlApiOptions): readonly Refusal[] {
  if (clientIds.length === 0) {
    const text =
      "expected the ids of the clients whose tokens are taken: without them those of every client are";
    return [{ code: "CLIENT_IDS_MISSING", at: "clientIds", text }];
  }
  return clientIds.flatMap((id, index) => {
    if (Token.isUnresolved(id) || /^[a-zA-Z0-9]+$/.test(id)) return [];
    return [{ code: "CLIENT_ID_INVALID", at: `clientIds[${index}]`, text: "expected letters and digits" }];
  });
}

function resolverRefusals(
  { resolvers }: GuardedGraphqlApiOptions,
  schema: string | undefined,
): readonly Refusal[] {
  if (resolvers.length === 0) {
    return [
      { code: "RESOLVERS_MISSING", at: "resolvers", text: "expected at least one field with a resolver" },
    ];
  }
  const seen = new Set<string>();
  return resolvers.flatMap(({ type, field }) => {
    const at = `resolvers.${type}.${field}`;
    const isTwice = seen.has(at);
    seen.add(at);
    if (isTwice) return [{ code: "RESOLVER_TWICE", at, text: "expected each field once: leave one out" }];
    if (schema === undefined || hasField(schema, type, field)) return [];
    const text = `expected a field that the schema gives to ${type}: add it there, or leave the resolver out`;
    return [{ code: "RESOLVER_WITHOUT_FIELD", at, text }];
  });
}

function limitRefusals(options: GuardedGraphqlApiOptions): readonly Refusal[] {
  return Object.entries(LIMITS).flatMap(([name, most]) => {
    const value = options[name as keyof typeof LIMITS];
    if (value === undefined || (Number.isInteger(value) && value >= 1 && value <= most)) return [];
    return [{ code: "LIMIT_INVALID", at: name, text: `expected a whole number, 1 to ${most}` }];
  });
}
