// Which facts does a team keep as vectors?
import { type Grant, isJsonObject, type JsonValue, USER_ADMIN_SCOPE } from "@claimsmith/cognito-model";
import type { Facts, LookupResult } from "../evaluation/facts.ts";
import { memberPath } from "../language/member-path.ts";
import { ownMember } from "../language/own-member.ts";
import type { PreviewPool } from "../preview/preview-pool.ts";
import { grantsOf } from "../preview/preview-pool.ts";
import { PREVIEW_SUB } from "../preview/preview-session.ts";
import { issue, type PolicyIssue } from "../validation/issues.ts";
import {
  at,
  choice,
  listShape,
  note,
  type Place,
  recordShape,
  type ShapeReader,
  textShape,
} from "../validation/shape.ts";
import type { PolicyCase } from "./policy-case.ts";

/**
 * One vector: facts with a description. Further members, like what a team's own test expects of these facts, are left alone.
 * Without `attributes` it is a machine.
 */
export interface FactVector {
  readonly description: string;
  /** The name of the policy that it is for. Default: the main one of the configuration. */
  readonly policy?: string;
  /** The client's name in the policy. */
  readonly client: string;
  /** Decides what is asked for where `scopes` does not say. Default: the first that the client has. */
  readonly grant?: Grant;
  /** What was asked for and the client may have. */
  readonly scopes?: readonly string[];
  readonly groups?: readonly string[];
  readonly attributes?: Readonly<Record<string, string>>;
  readonly metadata?: Readonly<Record<string, string>>;
  /** Fields by look-up, or `failed`. One that is not there finds nothing. */
  readonly lookups?: Readonly<Record<string, "failed" | Readonly<Record<string, JsonValue>>>>;
  /** Beside those of the environment. */
  readonly settings?: Readonly<Record<string, JsonValue>>;
}

/** What `readVectors` gives: the vectors that can be used, each at its index in the file, and what is wrong with the others. */
export interface FactVectors {
  readonly vectors: ReadonlyMap<number, FactVector>;
  readonly issues: readonly PolicyIssue[];
}

/** Reads the parsed content of a file of vectors, `{ "vectors": [ … ] }`. Never throws. */
export function readVectors(input: unknown): FactVectors {
  const issues: PolicyIssue[] = [];
  const place = at({ path: "", issues }, "vectors");
  const given = isJsonObject(input) ? input.vectors : undefined;
  if (!Array.isArray(given)) note(place, "WRONG_TYPE", "a list of vectors", given);
  const read = (Array.isArray(given) ? given : []).map(
    (value, index) => [index, vectorShape(value, at(place, index))] as const,
  );
  const usable = read.flatMap(([index, vector]) => (vector === undefined ? [] : [[index, vector] as const]));
  return { vectors: new Map(usable), issues };
}

/** The cases of one policy, and which of its vectors name a client that does not fit. */
export interface VectorCases {
  readonly cases: readonly PolicyCase[];
  readonly issues: readonly PolicyIssue[];
}

/** The cases of the policy of a pool. Vectors that name no policy are for `mainPolicy`. */
export function vectorCases(
  pool: PreviewPool,
  { vectors }: FactVectors,
  mainPolicy: string = pool.snapshot.policy.name,
): VectorCases {
  const { name } = pool.snapshot.policy;
  const issues: PolicyIssue[] = [];
  const cases = [...vectors].flatMap(([index, vector]) => {
    if ((vector.policy ?? mainPolicy) !== name) return [];
    const problem = clientProblem(pool, vector, memberPath("vectors", index));
    if (problem !== undefined) issues.push(problem);
    return problem === undefined ? [caseOf(pool, vector)] : [];
  });
  return { cases, issues };
}

function clientProblem(pool: PreviewPool, vector: FactVector, path: string): PolicyIssue | undefined {
  const { client, attributes } = vector;
  const kind = ownMember(pool.snapshot.policy.clients, client)?.kind;
  const received = JSON.stringify(client);
  if (kind === undefined) {
    return issue("UNDECLARED", `${path}.client`, { expected: "a client of the policy", received });
  }
  if ((kind === "machine") === (attributes === undefined)) return undefined;
  const expected = kind === "machine" ? "no attributes: it is a machine" : "attributes: it is a person";
  return issue("WRONG_CLIENT_KIND", path, { expected, received: `client ${received}` });
}

const texts = recordShape({ pattern: /^.+$/s, expected: "a name", page: "our own" }, anyText());
const anyObject: ShapeReader<Readonly<Record<string, JsonValue>>> = (value, place) =>
  isJsonObject(value)
    ? (value as Record<string, JsonValue>)
    : note(place, "WRONG_TYPE", "an object of values by name", value);

/** A text that may be empty: that is how an attribute is cleared. */
function anyText(): ShapeReader<string> {
  return (value, place) => (value === "" ? "" : textShape()(value, place));
}

const MEMBERS: { readonly [K in keyof FactVector]-?: ShapeReader<NonNullable<FactVector[K]>> } = {
  description: textShape(),
  policy: textShape(),
  client: textShape(),
  grant: choice("sdk", "hosted", "refresh", "machine"),
  scopes: listShape(textShape()),
  groups: listShape(textShape()),
  attributes: texts,
  metadata: texts,
  lookups: anyObject as ShapeReader<NonNullable<FactVector["lookups"]>>,
  settings: anyObject,
};

/** A vector with a member of the wrong type is left out, and so is one that lacks what it must have. */
const vectorShape: ShapeReader<FactVector> = (value, place) => {
  const members = isJsonObject(value) ? value : {};
  const before = place.issues.length;
  const read = Object.entries(MEMBERS).flatMap(([name, shape]) => {
    const isNeeded = name === "description" || name === "client";
    const given = members[name];
    return given === undefined && !isNeeded ? [] : [[name, (shape as Reader)(given, at(place, name))]];
  });
  return place.issues.length === before ? (Object.fromEntries(read) as FactVector) : undefined;
};

type Reader = (value: unknown, place: Place) => unknown;

function caseOf(pool: PreviewPool, vector: FactVector): PolicyCase {
  const { snapshot, settings } = pool;
  const { client, description, attributes } = vector;
  const scopes = scopesOf(pool, vector);
  const shared = {
    client,
    scopes: snapshot.eventVersion === "V1_0" ? [] : scopes,
    metadata: vector.metadata ?? null,
    settings: { ...settings, ...vector.settings },
    lookups: lookupResults(pool, vector),
    policyHash: snapshot.hash,
  };
  const facts: Facts =
    attributes === undefined
      ? { kind: "machine", ...shared }
      : {
          kind: "user",
          ...shared,
          attributes: { sub: PREVIEW_SUB, ...attributes },
          groups: vector.groups ?? [],
        };
  return { name: description, facts, granted: scopes };
}

function scopesOf(
  { snapshot, blueprint }: PreviewPool,
  { client, grant, scopes }: FactVector,
): readonly string[] {
  if (scopes !== undefined) return scopes;
  const [first] = grantsOf(snapshot.policy, client);
  const isAsked = (grant ?? first) !== "sdk";
  const allowed = blueprint.clients.find(({ name }) => name === client)?.allowedOAuthScopes ?? [];
  return isAsked ? allowed : [USER_ADMIN_SCOPE];
}

function lookupResults({ snapshot }: PreviewPool, { lookups }: FactVector): Record<string, LookupResult> {
  const names = Object.keys(snapshot.policy.lookups ?? {});
  return Object.fromEntries(
    names.map((name): [string, LookupResult] => {
      const given = ownMember(lookups, name);
      if (given === "failed") return [name, { status: "failed" }];
      return [name, given === undefined ? { status: "missing" } : { status: "found", fields: given }];
    }),
  );
}
