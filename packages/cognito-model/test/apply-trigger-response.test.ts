// Does applyTriggerResponse do what the claim table says? Every row, and every rule beside the table, from JSON vectors.
import { describe, expect, it } from "vitest";
import {
  applyTriggerResponse,
  CLAIM_TABLE,
  claimRow,
  type EventVersionNumber,
  type IgnoredChange,
  type TokenClaims,
  type TriggerResponse,
} from "../src/index.ts";
import { type Differences, differing } from "./differences.ts";
import text from "./vectors/apply-trigger-response.json?raw";

const ATTEMPTS = ["add", "modify", "suppress"] as const;
type Attempt = (typeof ATTEMPTS)[number];

interface Vector {
  readonly description: string;
  readonly row?: string;
  readonly does?: Attempt;
  readonly defaults: string;
  readonly version: EventVersionNumber;
  readonly response: TriggerResponse | null;
  readonly expected: {
    readonly idToken?: Differences;
    readonly accessToken?: Differences;
    readonly ignored: readonly IgnoredChange[];
  };
}

interface Defaults extends TokenClaims {
  readonly description: string;
  readonly clientId: string;
}

const file = JSON.parse(text) as {
  readonly defaults: Readonly<Record<string, Defaults>>;
  readonly vectors: readonly Vector[];
};

function defaultsOf(vector: Vector): Defaults {
  const defaults = file.defaults[vector.defaults];
  if (defaults === undefined) throw new TypeError(`no default tokens are called ${vector.defaults}`);
  return defaults;
}

const sorted = (ignored: readonly IgnoredChange[]): IgnoredChange[] =>
  [...ignored].sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));

describe("applyTriggerResponse", () => {
  it.each(file.vectors)("$description", (vector) => {
    const { clientId, idToken, accessToken } = defaultsOf(vector);
    const defaults = idToken === undefined ? { accessToken } : { idToken, accessToken };
    const applied = applyTriggerResponse(defaults, vector.response, vector.version, clientId);

    const { expected } = vector;
    expect(applied.accessToken).toStrictEqual(differing(accessToken, expected.accessToken));
    expect(applied.idToken).toStrictEqual(idToken && differing(idToken, expected.idToken));
    expect("idToken" in applied).toBe(idToken !== undefined);
    expect(sorted(applied.ignored)).toEqual(sorted(expected.ignored));
  });
});

describe("the vectors", () => {
  it("cover every row of the claim table with an addition, a change and a suppression", () => {
    const wanted = CLAIM_TABLE.flatMap((row) => ATTEMPTS.map((does) => `${row.name} ${does}`));
    const given = new Set(file.vectors.map((vector) => `${vector.row} ${vector.does}`));
    expect(wanted.filter((each) => !given.has(each))).toEqual([]);
  });

  it("have descriptions that tell them apart", () => {
    const descriptions = file.vectors.map((vector) => vector.description);
    expect(descriptions.filter((each, at) => descriptions.indexOf(each) !== at)).toEqual([]);
  });

  it("keep the member names that reach a prototype", () => {
    const found = file.vectors.filter((vector) => JSON.stringify(vector.response).includes('"__proto__":'));
    expect(found.length).toBe(2);
  });

  it.each(file.vectors.filter((vector) => vector.row !== undefined))(
    "agree with the flags of the table: $description",
    (vector) => {
      const row = CLAIM_TABLE.find((each) => each.name === vector.row);
      const { idToken = {}, accessToken = {}, ignored } = vector.expected;
      const touched = Object.keys({ ...idToken, ...accessToken }).map((name) => claimRow(name).name);
      const allowed = row?.[vector.does ?? "add"];
      expect(touched.includes(vector.row ?? "")).toBe(allowed);
      expect(ignored.length === 0).toBe(allowed);
    },
  );

  it.each(file.vectors.filter((vector) => vector.does === "add" || vector.does === "modify"))(
    "start from tokens that fit the attempt: $description",
    (vector) => {
      const { idToken = {}, accessToken } = defaultsOf(vector);
      const present = Object.keys({ ...idToken, ...accessToken }).map((name) => claimRow(name).name);
      const carriers = CLAIM_TABLE.find((row) => row.name === vector.row)?.defaultIn;
      const mayBePresent = vector.row === "*" || carriers?.length !== 0;
      expect(present.includes(vector.row ?? "")).toBe(vector.does === "modify" && mayBePresent);
    },
  );
});
