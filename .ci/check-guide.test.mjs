// Does the guide "Write a policy" show every word of the language? check-docs.mjs runs its examples.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (path) => readFileSync(new URL(`../${path}`, import.meta.url), "utf8");

/** The code of the page alone: what its prose names counts for nothing. */
const code = [...read("docs/write-a-policy.md").matchAll(/```ts\n([\s\S]*?)```/g)]
  .map(([, block]) => block)
  .join("\n");

const LANGUAGE = "packages/claims-policy/src/language";
const functions = ["sources", "conditions", "value-types"].flatMap((file) =>
  [...read(`${LANGUAGE}/${file}.ts`).matchAll(/^export function (\w+)/gm)].map(([, name]) => name),
);

/** What rules, claims and pictures may say: the members of their interfaces. */
const INTERFACES = [
  "ClaimRule",
  "ConditionalRule",
  "ScopeRule",
  "WithholdRule",
  "DenyRule",
  "TokenPicture",
  "AccessTokenPicture",
  "MachineTokenPicture",
  "GroupOverride",
  "TokenBudgets",
  "PolicyDocument",
];
const policy = read(`${LANGUAGE}/policy.ts`);
const members = INTERFACES.flatMap((name) => {
  const [, body] = new RegExp(`export interface ${name}\\b[^{]*\\{([\\s\\S]*?)\\n\\}`).exec(policy) ?? [];
  assert.ok(body, `policy.ts has no interface ${name}`);
  return [...body.matchAll(/^ {2}readonly (\w+)\??:/gm)].map(([, member]) => member);
});

test("every source, condition and type has an example", () => {
  assert.ok(functions.length > 20);
  assert.deepEqual(
    functions.filter((name) => !new RegExp(`(?<![\\w.])${name}\\(`).test(code)),
    [],
  );
});

test("every member of a rule and of a policy has an example", () => {
  assert.ok(members.length > 30);
  const missing = members.filter((name) => !new RegExp(`\\b${name}:`).test(code));
  assert.deepEqual([...new Set(missing)], []);
});

test("both steps of a source have an example", () => {
  assert.match(code, /\)\.map\(/);
  assert.match(code, /\)\.or\(/);
});
