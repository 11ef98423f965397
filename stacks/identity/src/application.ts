// Which stacks does the identity application have? One for each environment, once all their settings are right.
import { type Environment, validateEnvironments } from "@claimsmith/claims-policy";
import { type App, refuseIssues } from "@claimsmith/constructs";
import { IdentityStack } from "./identity-stack.ts";
import type { Permanents } from "./permanent.ts";
import type { IdentityRelease } from "./release.ts";

/** What the application is made from. */
export interface IdentityApplication {
  readonly environments: Readonly<Record<string, Environment>>;
  readonly release: IdentityRelease;
  /** The content of permanent.json: by environment. */
  readonly permanent: Readonly<Record<string, Permanents>>;
  /** The issuer's origin in the environment `local`. */
  readonly localIssuerOrigin: string;
}

/**
 * Adds the stacks `identity-ENVIRONMENT`.
 * @throws StackRefusal with every issue of every environment
 */
export function identityStacks(app: App, application: IdentityApplication): readonly IdentityStack[] {
  const { environments, release, permanent, localIssuerOrigin } = application;
  refuseIssues("environments", validateEnvironments(release.snapshot.policy, environments));
  return Object.entries(environments).map(
    ([name, environment]) =>
      new IdentityStack(app, {
        name,
        environment,
        release,
        recorded: permanent[name],
        ...(name === "local" && { issuerOrigin: localIssuerOrigin }),
      }),
  );
}
