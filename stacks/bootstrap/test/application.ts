// What do these tests synthesise? The bootstrap stacks of two environments, and none of one that has no account to prepare.
import { synthesised } from "@claimsmith/constructs/testing";
import { type BootstrapApplication, bootstrapStacks } from "../src/application.ts";

/** An application as main.ts makes it, with names that stand out in its output. */
export const APPLICATION: BootstrapApplication = {
  policyName: "orders",
  environments: {
    local: { account: "123456789012", region: "eu-west-1", state: "local" },
    dev: { account: "111122223333", region: "eu-west-1", state: { bucket: "example-state-dev" } },
    prod: { account: "444455556666", region: "eu-central-1", state: { bucket: "example-state-prod" } },
  },
  repository: { name: "example-team/orders", mainBranch: "main", oidcProviderExistsIn: [] },
  stateInFile: false,
};

/** Its stacks by name, with some members of the application replaced. */
export function bootstrapped(changes: Partial<BootstrapApplication> = {}) {
  return synthesised((app) => bootstrapStacks(app, { ...APPLICATION, ...changes }));
}
