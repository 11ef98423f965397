// Is it a configuration? The compiler says most of it; this is for files that were never compiled.
import { isJsonObject } from "@claimsmith/cognito-model";

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

/** What is wrong with the `config` export of a config file, one line each; nothing where it can be used. */
export function configProblems(config: unknown): readonly string[] {
  if (!isJsonObject(config)) return ["expected export const config = defineConfig({ … })"];
  const problems = ROWS.filter(([, holds]) => !holds(config)).map(
    ([path, , expected]) => `${path}: expected ${expected}`,
  );
  return [...problems, ...personaProblems(config)];
}

function personaProblems({ personas, policy }: Members): readonly string[] {
  const declared = isJsonObject(policy) && isJsonObject(policy.clients) ? policy.clients : {};
  return Object.entries(isJsonObject(personas) ? personas : {}).flatMap(([name, persona]) => {
    const { kind, clients, client } = isJsonObject(persona) ? persona : {};
    const named: unknown = kind === "machine" ? [client] : clients;
    const holds = Array.isArray(named) && named.every((each) => Object.hasOwn(declared, String(each)));
    return holds ? [] : [`personas.${name}: expected only clients that the policy declares`];
  });
}
