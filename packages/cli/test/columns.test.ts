// Do columns keep their width?
import { describe, expect, it } from "vitest";
import { sideBySide, wrapped } from "../src/demo/columns.ts";

describe("wrapped", () => {
  it.each([
    ["a short text is one line", "one two", 10, 2, ["one two"]],
    ["a long text breaks at blanks and is indented", "one two three", 7, 2, ["one two", "  three"]],
    ["a long word is cut", "abcdefgh", 5, 1, ["abcd", " efgh"]],
    ["blanks in front stay", "  one two", 8, 4, ["  one", "    two"]],
    ["no text is one empty line", "", 5, 2, [""]],
  ])("%s", (_case, text, width, indent, lines) => {
    expect(wrapped(text, width, indent)).toEqual(lines);
  });

  it("gives no line that is wider than asked for", () => {
    const lines = wrapped(`{"a": "${"x".repeat(100)}", "b": 1}`, 20, 4);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(20);
    expect(lines.join("").replaceAll(" ", "")).toBe(`{"a":"${"x".repeat(100)}","b":1}`);
  });
});

describe("sideBySide", () => {
  it("pads the left column by its visible width, whatever its colours", () => {
    const paint = (text: string) => `<${text}>`;
    expect(sideBySide([{ text: "ab", paint }, { text: "c" }], [{ text: "x" }], 4)).toEqual(["<ab>  x", "c"]);
    expect(sideBySide([], [{ text: "x" }], 4)).toEqual(["    x"]);
  });
});
