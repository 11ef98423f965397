// What is never deployed? Each contradiction is refused at synth, by code and place, and all of them at once.
import { parsePolicy, policySnapshot } from "@claimsmith/claims-policy";
import { refusedLines } from "@claimsmith/constructs";
import { synthesised } from "@claimsmith/constructs/testing";
import { environments } from "@claimsmith/orders-policy";
import { expect, it } from "vitest";
import permanent from "../permanent.json" with { type: "json" };
import { type IdentityApplication, identityStacks } from "../src/application.ts";
import { application } from "./application.ts";

const { local } = environments;
const only = (changes: object) => ({ environments: { local: { ...local, ...changes } } });
const recorded = (changes: object) => ({ permanent: { local: { ...permanent.local, ...changes } } });
const release = application().release;
const renamed = await policySnapshot(parsePolicy({ ...release.snapshot.policy, name: "sales" }));

/** Codes and places of what is refused. */
function refusals(changes: Partial<IdentityApplication>): readonly string[] {
  try {
    synthesised((app) => identityStacks(app, application({ ...only({}), ...changes })));
    return [];
  } catch (error) {
    const lines = refusedLines(error);
    if (lines === undefined) throw error;
    return lines.map((line) => line.replace(/^\[.*?\] /, "").replace(/: .*/, "")).sort();
  }
}

const cases: readonly (readonly [string, Partial<IdentityApplication>, readonly string[]])[] = [
  ["nothing of the environment as it is", {}, []],
  [
    "an environment's settings that are wrong, before anything is built",
    only({ account: "1", region: "eu-nowhere-1", colour: "blue" }),
    [
      "ACCOUNT_INVALID at environments.local.account",
      "REGION_UNKNOWN at environments.local.region",
      "UNKNOWN_KEY at environments.local.colour",
    ],
  ],
  [
    "a trigger that was built from another policy",
    { release: { ...release, trigger: { ...release.trigger, policyHash: "000000000000" } } },
    ["TRIGGER_ZIP_STALE at artefact.policyHash"],
  ],
  [
    "a trigger that was not built",
    { release: { ...release, trigger: { ...release.trigger, zipPath: "/nowhere/trigger.zip" } } },
    ["RELEASE_INCOMPLETE at /nowhere/trigger.zip"],
  ],
  [
    "names of pool and function that change",
    { release: { snapshot: renamed, trigger: { ...release.trigger, policyHash: renamed.hash } } },
    ["PERMANENT_CHANGED at poolName", "PERMANENT_CHANGED at triggerFunction"],
  ],
  [
    "an attribute that changes or goes",
    recorded({
      attributes: {
        company_id: "Number, mutable",
        status: permanent.local.attributes.status,
        gone: "String",
      },
    }),
    ["PERMANENT_CHANGED at attributes.company_id", "PERMANENT_CHANGED at attributes.gone"],
  ],
  [
    "an attribute that is not recorded",
    recorded({ attributes: { status: permanent.local.attributes.status } }),
    ["PERMANENTS_UNRECORDED at attributes.company_id"],
  ],
  ["an environment that is not recorded", { permanent: {} }, ["PERMANENTS_UNRECORDED at permanent.json"]],
  ["another sign-in identifier", recorded({ signInWith: "username" }), ["PERMANENT_CHANGED at signInWith"]],
];

it.each(cases)("refuses %s", (_, changes, expected) => {
  expect(refusals(changes)).toEqual(expected);
});
