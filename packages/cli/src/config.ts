// What does a team tell the command line about itself? The content of claimsmith.config.ts.
import type {
  AssertionOf,
  BlueprintEnvironment,
  Environment,
  Persona,
  Policy,
} from "@claimsmith/claims-policy";
import type { Approval } from "@claimsmith/claims-policy/plan";
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

/**
 * A process that `dev` runs beside the pool: an API, a page. Its environment has `PORT`, and what is needed to use the pool:
 * `CLAIMSMITH_USER_POOL_ID`, `CLAIMSMITH_ISSUER`, `CLAIMSMITH_CLIENTS` (JSON, app client id → client of the policy),
 * `CLAIMSMITH_POOL_ENDPOINT` (the user pools API), `CLAIMSMITH_ENVIRONMENT` (its name), `CLAIMSMITH_USERS` (JSON, persona → username and password) and
 * `CLAIMSMITH_URLS` (JSON, process → `http://localhost:PORT`).
 */
export interface DevProcess {
  /** Program and arguments. It ends on SIGTERM. */
  readonly command: readonly [string, ...string[]];
  /** Where it runs, relative to the config file. */
  readonly directory: string;
  /** The TCP port that it listens on, on this machine: 1 to 65535. With `dev --port 0` it gets a free one. */
  readonly port: number;
  /** A path that answers 200 once it can be used. Default `/`. */
  readonly readyPath?: string;
  /** True for the page that people open: `dev` prints its URL first. At most one. */
  readonly isMainPage?: boolean;
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
  /** Every environment by name, `local` among them. Previews take one with `--env`; default: `environment`. */
  readonly environments?: Readonly<Record<string, Environment>>;
  /** The file that holds the snapshot of `environments`, for `plan`: environments.json. Default: none, and plans compare no environments. */
  readonly environmentsSnapshot?: string;
  /** What must never be, whatever the facts: `check` proves it. Default: nothing. */
  readonly assertions?: readonly AssertionOf<NoInfer<P>>[];
  /** The widenings that somebody stands for, by the ids that `plan` prints. Default: none. */
  readonly approvals?: readonly Approval[];
  /** A JSON file of facts that the policies are tried on beside the personas: `{ "vectors": [ … ] }`, see `FactVector`. */
  readonly vectors?: string;
  /** How much of each policy personas and vectors have to reach, for `coverage`: percent, 0 to 100. Default 0. */
  readonly coverageThresholdPercent?: number;
  readonly trigger: {
    /** The module that exports the Lambda's `handler`. */
    readonly entry: string;
  };
  readonly demo: {
    /** The routes that `demo` calls with every token. */
    readonly routes: readonly DemoRoute<NoInfer<P>>[];
  };
  /** Absent: `dev` runs the pool, and an API with the routes of `demo`. */
  readonly dev?: {
    /** What `dev` runs instead of that API, in this order. */
    readonly processes: Readonly<Record<string, DevProcess>>;
  };
}

/** Types a configuration: `export const config = defineConfig({ … })` in claimsmith.config.ts. */
export function defineConfig<P extends Policy>(config: ClaimsmithConfig<P>): ClaimsmithConfig<P> {
  return config;
}
