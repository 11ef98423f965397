// Which stacks does the bootstrap application have? One for each environment with an account and a bucket of its own.
import type { Environment } from "@claimsmith/claims-policy";
import { type App, type Refusal, StackRefusal } from "@claimsmith/constructs";
import { BootstrapStack } from "./bootstrap-stack.ts";
import type { Repository } from "./repository.ts";

/** What the application is made from. */
export interface BootstrapApplication {
  readonly policyName: string;
  readonly environments: Readonly<Record<string, Pick<Environment, "account" | "region" | "state">>>;
  readonly repository: Repository;
  /** True keeps the stacks' own state in a file: as long as there is no bucket. */
  readonly stateInFile: boolean;
}

/**
 * Adds the stacks `bootstrap-ENVIRONMENT`.
 * @throws StackRefusal where environments share an account, or the repository names one that there is not
 */
export function bootstrapStacks(app: App, application: BootstrapApplication): readonly BootstrapStack[] {
  const refusals = [...sharedAccounts(application), ...unknownEnvironments(application)];
  if (refusals.length > 0) throw new StackRefusal(refusals);
  const { policyName, environments, repository, stateInFile } = application;
  return Object.entries(environments).flatMap(([name, { account, region, state }]) => {
    if (state === "local") return [];
    const deployment = { environment: name, account, region };
    const { bucket } = state;
    return [new BootstrapStack(app, { policyName, deployment, bucket, repository, stateInFile })];
  });
}

/** Pools and APIs have generated ids: only an account of its own keeps one environment's role away from another's. */
function sharedAccounts({ environments }: BootstrapApplication): readonly Refusal[] {
  const remote = Object.entries(environments).filter(([, { state }]) => state !== "local");
  return remote.flatMap(([name, { account }], index) => {
    const before = remote.slice(0, index).find(([, other]) => other.account === account)?.[0];
    if (before === undefined) return [];
    const text = `expected an account of its own, received that of ${before}: what has a generated id can only be kept apart by account`;
    return [{ code: "ACCOUNT_SHARED", at: `environments.${name}.account`, text }];
  });
}

function unknownEnvironments({ environments, repository }: BootstrapApplication): readonly Refusal[] {
  return repository.oidcProviderExistsIn
    .filter((name) => !Object.hasOwn(environments, name))
    .map((name) => ({
      code: "ENVIRONMENT_UNKNOWN",
      at: `repository.oidcProviderExistsIn.${name}`,
      text: `expected one of ${Object.keys(environments).join(", ")}`,
    }));
}
