// What is wrong with one policy of a configuration, and what do the lints say of it?
import {
  budgetIssues,
  caseOutcomes,
  type FactVectors,
  type Finding,
  lintPolicy,
  type PolicyIssue,
  policySnapshot,
  type RouteDemand,
  tokenContract,
  validate,
  validateEnvironments,
  validatePersonas,
  validateSettings,
} from "@claimsmith/claims-policy";
import { defineRoutes, type Routes } from "@claimsmith/verifier";
import type { RecordedPolicy } from "../config.ts";
import { codeOf } from "../errors.ts";
import type { LoadedConfig } from "../load-config.ts";
import { policyCases } from "../policy-cases.ts";
import { assertionProblems } from "./assertion-problems.ts";

/** An issue of any part of a configuration. */
export type Problem = Omit<PolicyIssue, "code"> & { readonly code: string };

/** What was found in one policy and in what belongs to it. */
export interface PolicyReport {
  readonly policy: string;
  /** Absent where the policy is not valid. */
  readonly hash?: string;
  readonly problems: readonly Problem[];
  readonly findings: readonly Finding[];
}

/** Reports on a policy; on the main one with its environments, personas and routes. A lint runs where what it needs is right. */
export async function policyReport(
  config: LoadedConfig,
  { policy }: RecordedPolicy,
  vectors: FactVectors,
): Promise<PolicyReport> {
  const invalid = validate(policy);
  if (invalid.length > 0) return { policy: nameOf(policy), problems: invalid, findings: [] };
  const snapshot = await policySnapshot(policy);
  const { hash } = snapshot;
  const isMain = policy === config.policy;
  const people = isMain ? peopleProblems(config) : [];
  const routes = isMain ? routeProblems(config, tokenContract(snapshot)) : [];
  const tried = people.length === 0 ? policyCases(config, snapshot, vectors) : undefined;
  const findings = lintPolicy({
    policy,
    ...(tried && { cases: caseOutcomes(policy, tried.cases) }),
    ...(isMain && routes.length === 0 && { routes: demandsOf(config) }),
  });
  const environments = isMain ? environmentProblems(config) : [];
  const assertions = isMain
    ? assertionProblems(policy, config.assertions ?? []).map(under("assertions"))
    : [];
  const problems = [
    ...budgetIssues(policy),
    ...environments,
    ...people,
    ...routes,
    ...(tried?.issues ?? []),
    ...assertions,
  ];
  return { policy: policy.name, hash, problems, findings };
}

function nameOf({ name }: { readonly name: unknown }): string {
  return typeof name === "string" ? name : "without a name";
}

/** The path of an issue, in the section of the configuration where it stands. */
function under(section: string): (problem: Problem) => Problem {
  const dot = (path: string) => (path === "" || path.startsWith("[") ? "" : ".");
  return (problem) => ({ ...problem, path: `${section}${dot(problem.path)}${problem.path}` });
}

function environmentProblems({ policy, environments }: LoadedConfig): Problem[] {
  return environments === undefined
    ? []
    : validateEnvironments(policy, environments).map(under("environments"));
}

/** What keeps the personas from being tried. */
function peopleProblems({ policy, environment, personas }: LoadedConfig): Problem[] {
  return [
    // These paths begin with `settings`.
    ...validateSettings(policy, environment.settings ?? {}).map(under("environment")),
    ...validatePersonas(policy, personas).map(under("personas")),
  ];
}

/** What the verifier would refuse when it starts. */
function routeProblems({ demo }: LoadedConfig, contract: ReturnType<typeof tokenContract>): Problem[] {
  const entries = demo.routes.map(({ path, requirement }) => [`GET ${path}`, requirement]);
  try {
    defineRoutes(contract, Object.fromEntries(entries) as Routes);
    return [];
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    const { issues = [] } = error as { readonly issues?: readonly { path: string; expected: string }[] };
    const hint = "demand what the policy has, in a way that the verifier knows";
    return issues.map(({ path, expected }) => ({ code, path, expected, received: "something else", hint }));
  }
}

function demandsOf({ demo }: LoadedConfig): RouteDemand[] {
  return demo.routes.map(({ path, requirement }) => ({ route: `GET ${path}`, demand: requirement }));
}
