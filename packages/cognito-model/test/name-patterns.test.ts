// Which names do the patterns take and refuse?
import { describe, expect, it } from "vitest";
import { NAME_PATTERNS, type NamePattern } from "../src/index.ts";
import text from "./vectors/name-patterns.json?raw";

type Name = string | { readonly repeat: string; readonly times: number };

const { patterns } = JSON.parse(text) as {
  readonly patterns: Readonly<
    Record<string, { readonly accept: readonly Name[]; readonly reject: readonly Name[] }>
  >;
};
const PATTERNS: Readonly<Record<string, NamePattern>> = NAME_PATTERNS;

const spell = (name: Name): string => (typeof name === "string" ? name : name.repeat.repeat(name.times));
const show = (name: Name): string =>
  typeof name === "string" ? JSON.stringify(name) : `${name.repeat} × ${name.times}`;

const rows = (list: "accept" | "reject"): { kind: string; shown: string; name: string }[] =>
  Object.entries(patterns).flatMap(([kind, lists]) =>
    lists[list].map((name) => ({ kind, shown: show(name), name: spell(name) })),
  );

describe("NAME_PATTERNS", () => {
  it.each(rows("accept"))("$kind takes $shown", ({ kind, name }) => {
    expect(PATTERNS[kind]?.pattern.test(name)).toBe(true);
  });

  it.each(rows("reject"))("$kind refuses $shown", ({ kind, name }) => {
    expect(PATTERNS[kind]?.pattern.test(name)).toBe(false);
  });

  it("all have vectors", () => {
    expect(Object.keys(patterns).sort()).toEqual(Object.keys(NAME_PATTERNS).sort());
  });

  it.each(Object.entries(PATTERNS))("%s keeps no state between two tests", (_kind, { pattern }) => {
    expect(pattern.global || pattern.sticky).toBe(false);
  });
});
