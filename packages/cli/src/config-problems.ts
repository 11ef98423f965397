// Is it a configuration? The compiler says most of it; this is for files that were never compiled.
import { isJsonObject } from "@claimsmith/cognito-model";
import { processProblems } from "./dev/process-problems.ts";

type Row = readonly [path: string, holds: (config: Members) => boolean, expected: string];
type Members = Readonly<Record<string, unknown>>;

const isText = (value: unknown) => typeof value === "string" && value !== "";
const isRecorded = (value: unknown) =>
  isJsonObject(value) && isJsonObject(value.policy) && isText(value.snapshot);
const isRoute = (value: unknown) =>
  isJsonObject(value) && String(value.path).startsWith("/") && isJsonObject(value.requirement);
const routesOf = (demo: unknown): readonly unknown[] =>
  isJsonObject(demo) && Array.isArray(demo.routes) ? demo.routes : [];

const ROWS: readonly Row[] = [
  ["policy", ({ policy }) => isJsonObject(policy), "a policy made by definePolicy"],
  ["snapshot", ({ snapshot }) => isText(snapshot), "the path of policy.json"],
  [
    "otherPolicies",
    ({ otherPolicies = [] }) => Array.isArray(otherPolicies) && otherPolicies.every(isRecorded),
    "a list of { policy, snapshot }",
  ],
  ["environment", ({ environment }) => isJsonObject(environment), "the settings and clients of local"],
  [
    "environments",
    ({ environments = {} }) => isJsonObject(environments) && Object.values(environments).every(isJsonObject),
    "environments by name, made by defineEnvironments",
  ],
  [
    "environmentsSnapshot",
    ({ environmentsSnapshot = "environments.json" }) => isText(environmentsSnapshot),
    "the path of environments.json",
  ],
  ["assertions", ({ assertions = [] }) => Array.isArray(assertions), "a list of never(…)"],
  [
    "approvals",
    ({ approvals = [] }) =>
      Array.isArray(approvals) &&
      approvals.every((each) => isJsonObject(each) && isText(each.id) && isText(each.reason)),
    "a list of { id, reason }",
  ],
  ["vectors", ({ vectors = "vectors.json" }) => isText(vectors), "the path of a JSON file"],
  [
    "coverageThresholdPercent",
    ({ coverageThresholdPercent: percent = 0 }) =>
      typeof percent === "number" && percent >= 0 && percent <= 100,
    "a number from 0 to 100",
  ],
  [
    "trigger.entry",
    ({ trigger }) => isJsonObject(trigger) && isText(trigger.entry),
    "the path of the module that exports handler",
  ],
  [
    "demo.routes",
    ({ demo }) => routesOf(demo).length > 0 && routesOf(demo).every(isRoute),
    "a list of { path, requirement }, each path with a slash in front",
  ],
  ["personas", ({ personas }) => isJsonObject(personas), "personas by name, made by definePersonas"],
];

/** What is wrong with the shape of the `config` export of a config file, one line each. */
export function configProblems(config: unknown): readonly string[] {
  if (!isJsonObject(config)) return ["expected export const config = defineConfig({ … })"];
  const wrong = ROWS.filter(([, holds]) => !holds(config));
  return [
    ...wrong.map(([path, , expected]) => `${path}: expected ${expected}`),
    ...processProblems(config.dev),
  ];
}

/** Which personas name clients that the policy does not have, one line each. */
export function personaProblems(config: unknown): readonly string[] {
  const { personas, policy }: Members = isJsonObject(config) ? config : {};
  const declared = isJsonObject(policy) && isJsonObject(policy.clients) ? policy.clients : {};
  return Object.entries(isJsonObject(personas) ? personas : {}).flatMap(([name, persona]) => {
    const { kind, clients, client } = isJsonObject(persona) ? persona : {};
    const named: unknown = kind === "machine" ? [client] : clients;
    const holds = Array.isArray(named) && named.every((each) => Object.hasOwn(declared, String(each)));
    return holds ? [] : [`personas.${name}: expected only clients that the policy declares`];
  });
}
