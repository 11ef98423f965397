// Is a difference found where there is one, and its reason matched to it alone?
import { expect, it } from "vitest";
import { differences, type ExpectedDifference, stale, unexpected } from "../src/differences.ts";

const FILE = "stacks/one/cdk.tf.json";

const cases: readonly (readonly [string, unknown, unknown, readonly (readonly string[])[]])[] = [
  ["nothing of equal outputs", { a: [1, { b: "x" }] }, { a: [1, { b: "x" }] }, []],
  ["nothing of another order of members", { a: 1, b: 2 }, { b: 2, a: 1 }, []],
  ["a changed member", { a: { b: 1 } }, { a: { b: 2 } }, [["a", "b"]]],
  ["a member that is gone", { a: 1, b: 2 }, { a: 1 }, [["b"]]],
  ["a member that is new", { a: 1 }, { a: 1, b: 2 }, [["b"]]],
  [
    "another order of a list",
    { a: ["x", "y"] },
    { a: ["y", "x"] },
    [
      ["a", "0"],
      ["a", "1"],
    ],
  ],
  ["a longer list", { a: ["x"] }, { a: ["x", "y"] }, [["a", "1"]]],
  ["a list in place of an object", { a: {} }, { a: [] }, [["a"]]],
  ["a number in place of its text", { a: 1 }, { a: "1" }, [["a"]]],
  ["null in place of nothing", { a: null }, {}, [["a"]]],
  ["each of two", { a: 1, b: { c: 1 } }, { a: 2, b: { c: 2 } }, [["a"], ["b", "c"]]],
];

it.each(cases)("finds %s", (_, cdktf, cdktn, paths) => {
  const found = differences({ [FILE]: cdktf }, { [FILE]: cdktn });
  expect(found.map(({ path }) => path)).toEqual(paths);
  expect(found.every(({ file }) => file === FILE)).toBe(true);
});

it("finds a file that one output has alone", () => {
  expect(differences({ "a.json": {} }, { "b.json": {} })).toEqual([
    { file: "a.json", path: [], cdktf: {}, cdktn: undefined },
    { file: "b.json", path: [], cdktf: undefined, cdktn: {} },
  ]);
});

const row = (path: readonly string[], file = "cdk.tf.json"): ExpectedDifference => ({ file, path, why: "" });
const found = differences({ [FILE]: { a: { b: 1 } } }, { [FILE]: { a: { b: 2 } } });

const rows: readonly (readonly [string, ExpectedDifference, boolean])[] = [
  ["of its file and member", row(["a", "b"]), true],
  ["of another file", row(["a", "b"], "manifest.json"), false],
  ["of the member around it", row(["a"]), false],
  ["of a member within it", row(["a", "b", "c"]), false],
  ["of a member of the same name elsewhere", row(["b"]), false],
];

it.each(rows)("tells whether a row is meant: one %s", (_, expected, isTaken) => {
  expect(unexpected(found, [expected])).toEqual(isTaken ? [] : found);
  expect(stale(found, [expected])).toEqual(isTaken ? [] : [expected]);
});
