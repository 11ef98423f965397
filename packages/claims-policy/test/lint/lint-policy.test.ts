// Do the lints find what they are for, and nothing else? From JSON vectors.
import { describe, expect, it } from "vitest";
import readme from "../../README.md?raw";
import {
  caseOutcomes,
  type FindingCode,
  LINTS,
  lintPolicy,
  policySnapshot,
  previewPool,
  type RouteDemand,
  readVectors,
  vectorCases,
} from "../../src/index.ts";
import text from "../vectors/lints.json?raw";
import { factsOf, policyOf, type Vector, vectorsOf } from "../worlds.ts";

interface LintVector extends Vector {
  readonly lint: FindingCode;
  readonly vectors?: readonly unknown[];
  readonly routes?: readonly RouteDemand[];
  readonly paths: readonly string[];
  readonly accepted?: string;
}

const vectors = vectorsOf<LintVector>(text);
const { settings = {} } = factsOf({ description: "" });

async function findingsOf(vector: LintVector) {
  const policy = policyOf(vector);
  const { routes, vectors: given } = vector;
  const pool = previewPool(await policySnapshot(policy), { settings });
  const { cases, issues } = vectorCases(pool, readVectors({ vectors: given ?? [] }));
  expect(issues).toEqual([]);
  expect(cases).toHaveLength(given?.length ?? 0);
  return lintPolicy({
    policy,
    ...(given && { cases: caseOutcomes(policy, cases) }),
    ...(routes && { routes }),
  });
}

describe("lintPolicy", () => {
  it.each(vectors)("$lint: $description", async (vector) => {
    const found = (await findingsOf(vector)).filter(({ code }) => code === vector.lint);
    expect(found.map(({ path }) => path).sort()).toEqual([...vector.paths].sort());
    for (const { accepted } of found) expect(accepted).toBe(vector.accepted);
  });

  it("says of every finding what was expected, what was there and what to do", async () => {
    for (const vector of vectors) {
      for (const { code, expected, received, hint } of await findingsOf(vector)) {
        for (const words of [expected, received]) expect(words).toMatch(/^[^\n]+$/);
        expect(hint).toBe(LINTS[code].hint);
      }
    }
  });

  it.each(Object.entries(LINTS))(
    "has %s in the README's table, as it is said to those who meet it",
    (code, row) => {
      // Formatters pad the cells.
      const unpadded = readme.replaceAll(/ +/g, " ");
      expect(unpadded).toContain(`| \`${code}\` | ${row.means} | ${row.matters} |`);
    },
  );

  it.each(Object.keys(LINTS))("has vectors with and without a finding for %s", (code) => {
    const own = vectors.filter(({ lint }) => lint === code);
    expect(own.some(({ paths }) => paths.length > 0)).toBe(true);
    expect(own.some(({ paths }) => paths.length === 0)).toBe(true);
  });
});
