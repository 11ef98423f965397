// Writes permanent.json: what cannot change later, of every environment. Adds, and never changes what is recorded.
import { writeFileSync } from "node:fs";
import { parseSnapshot, poolBlueprint } from "@claimsmith/claims-policy";
import { environments } from "@claimsmith/orders-policy";
import policyJson from "@claimsmith/orders-policy/policy.json" with { type: "json" };
import recorded from "../permanent.json" with { type: "json" };
import { identityNames } from "./names.ts";
import { changedPermanents, type Permanents, permanentsOf } from "./permanent.ts";

const { policy } = await parseSnapshot(policyJson);
const before = recorded as Readonly<Record<string, Permanents>>;
const now = Object.entries(environments).map(
  ([name, environment]) =>
    [name, permanentsOf(poolBlueprint(policy, environment), identityNames(policy.name, name))] as const,
);
const changed = now.flatMap(([name, permanents]) =>
  before[name] === undefined
    ? []
    : changedPermanents(permanents, before[name])
        .filter(({ code }) => code === "PERMANENT_CHANGED")
        .map(({ at, text }) => `${name}.${at}: ${text}`),
);
for (const line of changed) console.error(line);
if (changed.length > 0) process.exitCode = 1;
else {
  const all = { ...before, ...Object.fromEntries(now) };
  writeFileSync(new URL("../permanent.json", import.meta.url), `${JSON.stringify(all, null, 2)}\n`);
}
