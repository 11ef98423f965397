// Which stacks does the API application have? One for each environment, once all their settings are right.
import { type Environment, validateEnvironments } from "@claimsmith/claims-policy";
import { type App, refuseIssues } from "@claimsmith/constructs";
import { ApiStack } from "./api-stack.ts";
import type { ApiRelease } from "./release.ts";

/** What the application is made from. */
export interface ApiApplication {
  readonly environments: Readonly<Record<string, Environment>>;
  readonly release: ApiRelease;
}

/**
 * Adds the stacks `api-ENVIRONMENT`.
 * @throws StackRefusal with every issue of every environment
 */
export function apiStacks(app: App, { environments, release }: ApiApplication): readonly ApiStack[] {
  refuseIssues("environments", validateEnvironments(release.snapshot.policy, environments));
  return Object.entries(environments).map(
    ([name, environment]) => new ApiStack(app, { name, environment, release }),
  );
}
