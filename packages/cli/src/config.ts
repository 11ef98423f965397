// What does a team tell the command line about itself? The content of claimsmith.config.ts.
import type { BlueprintEnvironment, Persona, Policy } from "@claimsmith/claims-policy";
import type { Requirement } from "@claimsmith/verifier";

/** A policy and the file that its snapshot is committed to. */
export interface RecordedPolicy {
  readonly policy: Policy;
  /** Path of the snapshot, relative to the config file. */
  readonly snapshot: string;
}

/** One route of the demo's guarded API. It answers GET. */
export interface DemoRoute<P = unknown> {
  /** Like `/orders`. */
  readonly path: string;
  /** What the route demands of an access token. */
  readonly requirement: Requirement<P>;
}

/** The content of claimsmith.config.ts. Paths are relative to that file. */
export interface ClaimsmithConfig<P extends Policy = Policy> {
  /** The policy that `demo` and `dev` run. */
  readonly policy: P;
  /** The file that holds the policy's snapshot: policy.json. */
  readonly snapshot: string;
  /** More policies whose snapshots `snapshot` writes and checks. */
  readonly otherPolicies?: readonly RecordedPolicy[];
  /** Who signs in. A person signs in with each of its clients, which must allow `password`. */
  readonly personas: Readonly<Record<string, Persona<NoInfer<P>>>>;
  /** The environment of the local pool: its settings and callback URLs. */
  readonly environment: BlueprintEnvironment;
  readonly trigger: {
    /** The module that exports the Lambda's `handler`. */
    readonly entry: string;
  };
  readonly demo: {
    /** The routes that `demo` calls with every token. */
    readonly routes: readonly DemoRoute<NoInfer<P>>[];
  };
}

/** Types a configuration: `export const config = defineConfig({ … })` in claimsmith.config.ts. */
export function defineConfig<P extends Policy>(config: ClaimsmithConfig<P>): ClaimsmithConfig<P> {
  return config;
}
