// Are vectors read as they are written, and files refused that would test less than they seem to?
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, it } from "vitest";
import { readVectors, type Vector } from "../src/index.ts";

const folder = mkdtempSync(join(tmpdir(), "claimsmith-vectors-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file with this text. */
function fileOf(text: string): URL {
  const path = join(folder, "vectors.json");
  writeFileSync(path, text);
  return pathToFileURL(path);
}

interface Given extends Vector {
  readonly input?: object;
}

it("keeps a member __proto__, and takes it for no prototype", () => {
  const [first, second] = readVectors<Given>(new URL("./vectors/good.json", import.meta.url));
  expect(Object.keys(first?.input ?? {})).toEqual(["__proto__", "name"]);
  expect(first?.input).not.toHaveProperty("admin");
  expect(second).toEqual({ description: "another one" });
});

it("reads a list, too", () => {
  expect(readVectors(fileOf('[{ "description": "one" }]'))).toEqual([{ description: "one" }]);
});

it.each([
  ["an empty list", "[]"],
  ["an object without vectors", '{ "vector": [] }'],
  ["vectors that are no list", '{ "vectors": {} }'],
  ["null", "null"],
  ["a vector that is no object", '["one"]'],
  ["a vector without description", '[{ "description": "one" }, {}]'],
  ["a blank description", '[{ "description": " " }]'],
  ["two of the same description", '[{ "description": "one" }, { "description": "one" }]'],
])("refuses %s", (_, text) => {
  const file = fileOf(text);
  expect(() => readVectors(file)).toThrow(expect.objectContaining({ code: "VECTORS_INVALID" }));
});

it("throws what Node throws where there is no file, or no JSON", () => {
  expect(() => readVectors(new URL("./vectors/none.json", import.meta.url))).toThrow(
    expect.objectContaining({ code: "ENOENT" }),
  );
  expect(() => readVectors(fileOf("{"))).toThrow(SyntaxError);
});
