// Which members does an action of AWS take, and of which type? The SDK's own model says so: nobody has to list them here.
import * as cognito from "@aws-sdk/client-cognito-identity-provider";
import * as lambda from "@aws-sdk/client-lambda";
import fc from "fast-check";
import { hostileJson, hostileText } from "./hostile-values.ts";
import { keysOf, rightText } from "./right-values.ts";

/** Numbers that the SDK writes its types as. */
const TYPES = {
  timestamp: [4, 5, 6, 7],
  text: 0,
  number: 1,
  boolean: 2,
  blob: 21,
  list: 64,
  map: 128,
} as const;
/** First items of a type that has a name. */
const SIMPLE = 0;
const LIST = 1;
const MAP = 2;
const STRUCTURE = 3;

/** How often a value is what the model asks for. Of the others half are of the right type. */
const RIGHT = { weight: 24, wrong: 1 } as const;

const MODELS = { cognito, lambda } as unknown as Readonly<
  Record<"cognito" | "lambda", Readonly<Record<string, unknown>>>
>;

/** Bodies of an action that are nearly right: members missing, null, of the wrong type, too long, and some that do not exist. */
export function bodyOf(service: "cognito" | "lambda", action: string): fc.Arbitrary<unknown> {
  const operation = MODELS[service][`${action}$`] as readonly unknown[] | undefined;
  if (operation === undefined) throw new Error(`the SDK has no ${action}: it needs a model of its own here`);
  const body = nearValue(operation[4], "", 0);
  const strange = fc.record({ body, name: hostileText, value: hostileJson });
  return fc.oneof(
    { weight: 10, arbitrary: body },
    { weight: 1, arbitrary: strange.map(({ body, name, value }) => ({ ...Object(body), [name]: value })) },
    { weight: 1, arbitrary: hostileJson },
  );
}

/** A value of a type of the model, nearly. `name` is the member that it is for. */
function nearValue(reference: unknown, name: string, depth: number): fc.Arbitrary<unknown> {
  const type = resolved(reference);
  if (typeof type === "number") return mostly(simple(type, name, depth), depth);
  const [kind, , , , first, second] = type;
  if (kind === SIMPLE) return nearValue(first, name, depth);
  if (kind === LIST) return mostly(listOf(first, name, depth), depth);
  if (kind === MAP) return mostly(mapOf(second, name, depth), depth);
  if (kind === STRUCTURE) return mostly(structure(type, depth), depth);
  return hostileJson;
}

function structure(
  [, , , , names, types, required = 0]: readonly unknown[],
  depth: number,
): fc.Arbitrary<unknown> {
  const rows = (names as readonly string[]).map((name, index) => ({
    name,
    value: nearValue((types as readonly unknown[])[index], name, depth + 1),
    // What must be there mostly is; of the rest a body has some.
    there:
      index < (required as number) ? 12 : depth === 0 && (names as readonly string[]).length < 12 ? 1 : 0.3,
  }));
  const members = rows.map(({ name, value, there }) =>
    fc.oneof(
      { weight: Math.round(there * 10), arbitrary: value.map((item) => [[name, item] as const]) },
      { weight: 10, arbitrary: fc.constant([]) },
    ),
  );
  return fc.tuple(...members).map((entries) => Object.fromEntries(entries.flat()));
}

function listOf(item: unknown, name: string, depth: number): fc.Arbitrary<unknown> {
  return fc.array(nearValue(item, name, depth + 1), { maxLength: 3 });
}

function mapOf(item: unknown, name: string, depth: number): fc.Arbitrary<unknown> {
  const known = keysOf(name);
  const entries = known.map((key) =>
    fc.option(
      nearValue(item, key, depth + 1).map((value) => [key, value] as const),
      { nil: [] },
    ),
  );
  const more = fc.oneof(
    { weight: 4, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.tuple(hostileText, hostileJson) },
  );
  return fc
    .tuple(...entries, more)
    .map((rows) => Object.fromEntries(rows.filter((row) => row.length === 2) as [string, unknown][]));
}

function simple(type: number, name: string, depth: number): fc.Arbitrary<unknown> {
  if (type >= TYPES.map) return mapOf(type - TYPES.map, name, depth);
  if (type >= TYPES.list) return listOf(type - TYPES.list, name, depth);
  if (type === TYPES.boolean) return fc.boolean();
  if (type === TYPES.number || TYPES.timestamp.some((known) => known === type)) {
    return fc.oneof(fc.integer({ min: 0, max: 100 }), fc.constantFrom(-1, 1.5, 2 ** 31, 1e300));
  }
  return rightText(name);
}

/** A value, and now and then one that is wrong; the whole body is seldom so. */
function mostly(right: fc.Arbitrary<unknown>, depth: number): fc.Arbitrary<unknown> {
  if (depth === 0) return right;
  return fc.oneof(
    { weight: RIGHT.weight, arbitrary: right },
    { weight: RIGHT.wrong, arbitrary: hostileJson },
  );
}

/** A type itself, however the model refers to it. */
function resolved(reference: unknown): number | readonly unknown[] {
  if (typeof reference === "number") return reference;
  if (typeof reference === "function") return resolved(reference());
  if (!Array.isArray(reference)) return TYPES.text;
  // `[type, traits]`: a member with traits. A type of its own begins with a number and has a name.
  return reference.length <= 3 && typeof reference[2] !== "string" ? resolved(reference[0]) : reference;
}
