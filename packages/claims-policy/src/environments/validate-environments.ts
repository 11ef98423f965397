// What is wrong with the environments of a policy? Everything at once.
import { isJsonObject, PROTOTYPE_KEYS } from "@claimsmith/cognito-model";
import { memberPath } from "../language/member-path.ts";
import type { PolicyDocument } from "../language/policy.ts";
import { describe, issue, type PolicyIssue } from "../validation/issues.ts";
import { plainData } from "../validation/plain-data.ts";
import { note } from "../validation/shape.ts";
import { checkCollisions } from "./check-collisions.ts";
import { checkEnvironment } from "./check-environment.ts";
import type { Deployment } from "./environment.ts";
import { environmentShape } from "./environment-shape.ts";

/** Stacks and functions are named after environments, and the names of functions are short. */
const ENVIRONMENT_NAME = /^[a-z][a-z0-9-]{0,15}$/;

/**
 * Every issue of environments by name: what `defineEnvironments` takes. An empty list means that each fits its policy, its own
 * parts and the others. Never throws; values of settings are never repeated, whereas names, URLs and ARNs are.
 */
export function validateEnvironments(policy: PolicyDocument, environments: unknown): PolicyIssue[] {
  const issues: PolicyIssue[] = [];
  const data = plainData(environments, { path: "", issues });
  if (!isJsonObject(data)) {
    if (issues.length === 0)
      note({ path: "", issues }, "WRONG_TYPE", "an object of environments by name", data);
    return issues;
  }
  const deployments = Object.entries(data).flatMap(([name, value]): Deployment[] => {
    const path = memberPath("", name);
    const ofShape: PolicyIssue[] = [];
    const environment = environmentShape(value, { path, issues: ofShape });
    addNew(issues, ofShape);
    if (environment === undefined) return [];
    const deployment = { name, path, environment };
    addNew(issues, checkEnvironment(deployment, policy));
    return [deployment];
  });
  addNew(issues, checkCollisions(deployments));
  return [...checkNames(Object.keys(data)), ...issues];
}

/** Adds what says something new: where a part is wrong already, what follows from that is not reported as well. */
function addNew(issues: PolicyIssue[], found: readonly PolicyIssue[]): void {
  const known = issues.map(({ path }) => path);
  const isIn = (path: string, outer: string) =>
    path === outer || path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`);
  issues.push(...found.filter(({ path }) => !known.some((outer) => isIn(path, outer))));
}

function checkNames(names: readonly string[]): PolicyIssue[] {
  const expected = "a name of 1 to 16 lower-case letters, digits or -, that begins with a letter";
  return names
    .filter((name) => PROTOTYPE_KEYS.has(name) || !ENVIRONMENT_NAME.test(name))
    .map((name) => issue("BAD_NAME", memberPath("", name), { expected, received: describe(name) }));
}
