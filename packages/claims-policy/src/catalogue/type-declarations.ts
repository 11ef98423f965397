// What do the tokens look like to a TypeScript program that does not use this package?
import type { JsonValue } from "@claimsmith/cognito-model";
import type { ExactType, ValueType } from "../language/value-types.ts";
import type { PolicySnapshot } from "../snapshot/snapshot.ts";
import { type CatalogueToken, type CognitoClaim, tokenCatalogue } from "./catalogue.ts";
import { definitionName } from "./json-schema.ts";

/** The text of a `.d.ts` file that needs nothing else: one interface for each token, and the unions of scopes and groups. */
export function tokenTypes(snapshot: PolicySnapshot): string {
  const { policyName, policyHash, tokens, scopes, groups } = tokenCatalogue(snapshot);
  const access = tokens.filter(({ token }) => token === "access").map(typeName);
  const lines = [
    `// The tokens of the policy ${policyName}, decoded and verified. Made by claimsmith from the policy with the hash ${policyHash}.`,
    ...tokens.flatMap((token) => ["", ...interfaceOf(token)]),
    "",
    "/** Any access token. `username` tells people from machines. */",
    `export type AccessToken = ${union(access)};`,
    "",
    "/** A scope that `scope` can hold, between blanks. */",
    `export type Scope = ${union(scopes.map(({ scope }) => JSON.stringify(scope)))};`,
    "",
    "/** A declared group; `cognito:groups` may hold others. */",
    `export type Group = ${union(groups.map(({ name }) => JSON.stringify(name)))};`,
  ];
  return `${lines.join("\n")}\n`;
}

function typeName(token: CatalogueToken): string {
  const name = definitionName(token);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

const ABOUT: Readonly<Record<string, string>> = {
  UserAccessToken: "The access token of a person",
  MachineAccessToken: "The access token of a machine",
  IdToken: "The ID token of a person: for the application that signed them in, never for an API",
};

function interfaceOf(token: CatalogueToken): string[] {
  const { claims, cognitoClaims, clients, kind } = token;
  const name = typeName(token);
  const drawn = new Set(claims.map((claim) => claim.name));
  const isMachine = token.token === "access" && kind === "machine";
  return [
    `/** ${ABOUT[name]}. Clients: ${clients.join(", ")}. */`,
    `export interface ${name} {`,
    ...cognitoClaims
      .filter((claim) => !drawn.has(claim.name))
      .map((claim) => member(claim.name, claim.required, cognitoType(claim, token))),
    ...(isMachine ? [member("username", false, "never")] : []),
    ...claims.flatMap(({ name: claim, types, required, asserted, from }) => {
      const besides = cognitoClaims.find((each) => each.name === claim);
      const also = besides === undefined ? [] : [cognitoType(besides, token)];
      const warning = asserted ? " Written by the user or the caller: never decide by it." : "";
      return [
        `  /** From ${from.replaceAll("*/", "* /")}.${warning} */`,
        member(claim, required, union([...types.map(valueType), ...also])),
      ];
    }),
    "}",
  ];
}

function member(name: string, isRequired: boolean, type: string): string {
  const key = /^[A-Za-z_]\w*$/.test(name) ? name : JSON.stringify(name);
  return `  readonly ${key}${isRequired ? "" : "?"}: ${type};`;
}

const COGNITO_TYPES: { readonly [T in CognitoClaim["type"]]: string } = {
  string: "string",
  number: "number",
  boolean: "boolean",
  "string[]": "readonly string[]",
  "object[]": "readonly object[]",
};

function cognitoType({ name, type }: CognitoClaim, { token }: CatalogueToken): string {
  return name === "token_use" ? JSON.stringify(token) : COGNITO_TYPES[type];
}

const VALUES: { readonly [T in ValueType | ExactType as T["type"]]: (type: T) => string } = {
  text: () => "string",
  oneOf: ({ values }) => union(values.map((value) => JSON.stringify(value))),
  integer: () => "number",
  flag: () => "boolean",
  roleArn: () => "string",
  list: ({ of }) => `readonly (${valueType(of)})[]`,
  exact: ({ values }) => union(values.map(literalType)),
};

function valueType(type: ValueType | ExactType): string {
  return (VALUES[type.type] as (type: ValueType | ExactType) => string)(type);
}

/** The type that has this value alone. */
function literalType(value: JsonValue): string {
  if (Array.isArray(value)) return `readonly [${value.map(literalType).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, each]) => `readonly ${JSON.stringify(name)}: ${literalType(each)}`,
  );
  return `{ ${members.join("; ")} }`;
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(" | ") || "never";
}
