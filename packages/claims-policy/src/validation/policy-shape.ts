// Is it a policy at all? The shape of each part of the language, as data.
import {
  type JsonValue,
  LIMITS,
  NAME_PATTERNS,
  type NamePattern,
  PROTOTYPE_KEYS,
} from "@claimsmith/cognito-model";
import type { Acceptance } from "../language/acceptance.ts";
import type { Condition } from "../language/conditions.ts";
import type {
  ClaimRule,
  ClientDeclaration,
  GroupDeclaration,
  LookupDeclaration,
  LookupKey,
  PolicyDocument,
  ScopeRule,
  TokenBudgets,
  WithholdRule,
} from "../language/policy.ts";
import type { AttributeSource, Scalar, SettingSource, Source, Step } from "../language/sources.ts";
import type { IntegerType, ScalarType, ValueType } from "../language/value-types.ts";
import { LINT_CODES } from "../lint/lints.ts";
import {
  at,
  choice,
  distinct,
  listShape,
  may,
  must,
  nameShape,
  note,
  objectShape,
  recordShape,
  type ShapeReader,
  taggedShape,
  textShape,
  truthShape,
  wholeNumber,
} from "./shape.ts";

/** Names of our own: clients, settings, look-ups, providers. */
const OWN_NAME: NamePattern = {
  pattern: /^[A-Za-z][A-Za-z0-9_-]{0,63}$/,
  expected: "a name of 1 to 64 letters, digits, _ or -, that begins with a letter",
  page: "our own",
};
const REASON: NamePattern = {
  pattern: /^[a-z][a-z0-9_]{0,63}$/,
  expected: "a code of 1 to 64 lower-case letters, digits and _, that begins with a letter",
  page: "our own",
};
const ATTRIBUTE: NamePattern = {
  pattern: /^(custom:[A-Za-z0-9_-]{1,20}|[a-z_]+)$/,
  expected: "a standard attribute, or a custom one with its custom: prefix",
  page: "Working with user attributes",
};

const scalar: ShapeReader<Scalar> = (value, place) => {
  const fits = typeof value === "string" || typeof value === "boolean" || Number.isFinite(value);
  return fits ? (value as Scalar) : note(place, "WRONG_TYPE", "a text, a number, true or false", value);
};

/** Any JSON without null: what Cognito makes of it is checked where the claim is known. */
const json: ShapeReader<JsonValue> = (value, place) =>
  hasNoNull(value) ? (value as JsonValue) : note(place, "CLAIM_VALUE", "a JSON value without null", value);

function hasNoNull(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value !== "object") return true;
  return Object.entries(value).every(([key, member]) => !PROTOTYPE_KEYS.has(key) && hasNoNull(member));
}

const maxLength = must(wholeNumber(1, LIMITS.attributeValueLength.value));
const safe = must(wholeNumber(Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER));

const scalarTypes: Record<string, ShapeReader<ScalarType>> = {
  text: objectShape({ type: must(choice("text")), maxLength }),
  oneOf: objectShape({ type: must(choice("oneOf")), values: must(distinct(listShape(textShape(), 1))) }),
  integer: (value, place) => {
    const read = objectShape<IntegerType>({ type: must(choice("integer")), min: safe, max: safe })(
      value,
      place,
    );
    return read && read.min > read.max
      ? note(at(place, "max"), "OUT_OF_RANGE", `at least ${read.min}, the min`, read.max)
      : read;
  },
  flag: objectShape({ type: must(choice("flag")) }),
  roleArn: objectShape({ type: must(choice("roleArn")) }),
};
const scalarType = taggedShape<ScalarType>("type", scalarTypes);
const valueType = taggedShape<ValueType>("type", {
  ...scalarTypes,
  list: objectShape({
    type: must(choice("list")),
    of: must(scalarType),
    maxCount: must(wholeNumber(1, 100)),
  }),
});

const steps = may(
  listShape<Step>((value, place) =>
    (typeof value === "object" && value !== null && "map" in value ? mapStep : orStep)(value, place),
  ),
);
const mapKey: NamePattern = { pattern: /^.{1,2048}$/s, expected: "a value to map", page: "our own" };
const mapStep: ShapeReader<Step> = objectShape({ map: must(recordShape(mapKey, scalar)) });
const orStep: ShapeReader<Step> = objectShape({ or: must(scalar) });

const attributeSource = { source: must(choice("attribute")), name: must(nameShape(ATTRIBUTE)) } as const;
const settingSource = { source: must(choice("setting")), name: must(nameShape(OWN_NAME)) } as const;
const source = taggedShape<Source>("source", {
  attribute: objectShape({ ...attributeSource, steps }),
  groups: objectShape({ source: must(choice("groups")), steps }),
  constant: objectShape({ source: must(choice("constant")), value: must(json), steps }),
  setting: objectShape({ ...settingSource, steps }),
  lookup: objectShape({
    source: must(choice("lookup")),
    name: must(nameShape(OWN_NAME)),
    field: must(nameShape(OWN_NAME)),
    steps,
  }),
  metadata: objectShape({
    source: must(choice("metadata")),
    name: must(textShape("the name of a metadata entry", /^.{1,128}$/s)),
    type: must(scalarType),
    steps,
  }),
  policyHash: objectShape({ source: must(choice("policyHash")), steps }),
});

/** Reads a condition. */
export const condition: ShapeReader<Condition> = (value, place) => conditions(value, place);
const comparison = (name: string): ShapeReader<Condition> =>
  objectShape({ test: must(choice(name)), of: must(source), value: must(scalar) }) as ShapeReader<Condition>;
/** Leaving a part of a condition out would change what it says, so one wrong part makes the whole unusable. */
const parts: ShapeReader<Condition[]> = (value, place) => {
  const before = place.issues.length;
  const read = listShape(condition)(value, place);
  return place.issues.length === before ? read : undefined;
};
const conditions = taggedShape<Condition>("test", {
  inGroup: objectShape({ test: must(choice("inGroup")), group: must(nameShape(NAME_PATTERNS.group)) }),
  isClient: objectShape({ test: must(choice("isClient")), client: must(nameShape(OWN_NAME)) }),
  scopeRequested: objectShape({
    test: must(choice("scopeRequested")),
    scope: must(nameShape(NAME_PATTERNS.scope)),
  }),
  has: objectShape({ test: must(choice("has")), of: must(source) }),
  isOneOf: objectShape({
    test: must(choice("isOneOf")),
    of: must(source),
    values: must(listShape(scalar, 1)),
  }),
  ...Object.fromEntries(
    ["is", "isNot", "isLessThan", "isAtMost", "isGreaterThan", "isAtLeast"].map((name) => [
      name,
      comparison(name),
    ]),
  ),
  all: objectShape({ test: must(choice("all")), conditions: must(parts) }),
  any: objectShape({ test: must(choice("any")), conditions: must(parts) }),
  not: objectShape({ test: must(choice("not")), condition: must(condition) }),
});

const when = may(condition);
const claims = may(
  recordShape<ClaimRule>(
    NAME_PATTERNS.claim,
    objectShape<ClaimRule>({
      from: must(source),
      when,
      required: may(truthShape),
      otherwise: may(json),
      asserted: may(truthShape),
      personalData: may(textShape("the reason, as a text")),
      onLookupFailure: may(choice("refuse", "omit", "otherwise")),
    }),
  ),
);
const suppress = may(recordShape(NAME_PATTERNS.claim, objectShape({ when })));
const names = (pattern: NamePattern) => listShape(nameShape(pattern));
const scopes = may(
  recordShape<ScopeRule>(
    NAME_PATTERNS.scope,
    objectShape<ScopeRule>({
      clients: must(listShape(nameShape(OWN_NAME), 1)),
      when,
      asked: may(choice("required")),
    }),
  ),
);
const withhold = may(
  recordShape<WithholdRule>(
    NAME_PATTERNS.scope,
    objectShape<WithholdRule>({ clients: may(listShape(nameShape(OWN_NAME), 1)), when }),
  ),
);
const deny = may(listShape(objectShape({ when: must(condition), reason: must(nameShape(REASON), "?") })));
const groupRules = may(recordShape(NAME_PATTERNS.group, objectShape({ when })));

const role: ShapeReader<string | SettingSource> = (value, place) =>
  typeof value === "string"
    ? nameShape(NAME_PATTERNS.roleArn)(value, place)
    : objectShape<SettingSource>(settingSource)(value, place);
const lookupKey: ShapeReader<LookupKey> = (value, place) =>
  typeof value === "object"
    ? objectShape<AttributeSource>(attributeSource)(value, place)
    : choice("sub", "clientId")(value, place);

const access = wholeNumber(LIMITS.accessTokenMinSeconds.value, LIMITS.accessTokenMaxSeconds.value);
const lifetimes = may(
  objectShape({
    accessTokenSeconds: may(access),
    idTokenSeconds: may(access),
    refreshTokenSeconds: may(
      wholeNumber(LIMITS.refreshTokenMinSeconds.value, LIMITS.refreshTokenMaxSeconds.value),
    ),
  }),
);
const client = objectShape<ClientDeclaration>({
  kind: must(choice("browser", "native", "server", "machine")),
  scopes: must(names(NAME_PATTERNS.scope)),
  signIn: may(listShape(choice("srp", "password", "admin", "hosted"), 1)),
  writes: may(names(ATTRIBUTE)),
  reads: may(listShape(nameShape(ATTRIBUTE), 1)),
  identityProviders: may(names(OWN_NAME)),
  lifetimes,
});

const budgetBytes = wholeNumber(1, 65_536);
const description = textShape("a sentence of 1 to 256 characters", /^.{1,256}$/s);

/** Reads a whole policy. What does not fit is noted and left out, so that everything else can still be checked. */
export const policyShape: ShapeReader<PolicyDocument> = objectShape<PolicyDocument>({
  name: must(nameShape(OWN_NAME), "?"),
  resourceServers: may(
    recordShape(
      NAME_PATTERNS.resourceServerIdentifier,
      objectShape({ scopes: must(recordShape(NAME_PATTERNS.scopeName, description, "?")) }),
      { scopes: {} },
    ),
  ),
  groups: may(
    recordShape(
      NAME_PATTERNS.group,
      objectShape<GroupDeclaration>({
        description: may(textShape("a text")),
        precedence: may(wholeNumber(0, LIMITS.groupPrecedence.value)),
        role: may(role),
      }),
      {},
    ),
  ),
  attributes: may(recordShape(NAME_PATTERNS.customAttribute, scalarType, { type: "text", maxLength: 2_048 })),
  settings: may(recordShape<ValueType>(OWN_NAME, valueType, { type: "text", maxLength: 2_048 })),
  lookups: may(
    recordShape(
      OWN_NAME,
      objectShape<LookupDeclaration>({
        key: must(lookupKey),
        fields: must(recordShape(OWN_NAME, valueType)),
        maxAgeSeconds: may(wholeNumber(0, 3_600)),
      }),
    ),
  ),
  identityProviders: may(
    recordShape(OWN_NAME, objectShape({ attributes: must(names(ATTRIBUTE)) }), { attributes: [] }),
  ),
  clients: must(recordShape(OWN_NAME, client, { kind: "browser", scopes: [] }), {}),
  idToken: may(objectShape({ claims, suppress })),
  accessToken: may(objectShape({ claims, suppress, scopes, withhold })),
  machineToken: may(objectShape({ claims, suppress, scopes, deny })),
  groupOverride: may(
    objectShape({
      keep: may(recordShape(NAME_PATTERNS.group, objectShape({ when: must(condition) }))),
      add: groupRules,
      drop: groupRules,
    }),
  ),
  deny,
  budgets: may(
    objectShape<TokenBudgets>({
      accessTokenBytes: may(budgetBytes),
      idTokenBytes: may(budgetBytes),
      machineTokenBytes: may(budgetBytes),
    }),
  ),
  accept: may(
    listShape(
      objectShape<Acceptance>({
        lint: must(choice(...LINT_CODES)),
        at: must(textShape("the path of the finding")),
        reason: must(textShape("the reason, as a text")),
      }),
    ),
  ),
});
