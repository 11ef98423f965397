// What does `claimsmith check` find in a whole configuration?
import { relative } from "node:path";
import type { PolicyIssue } from "@claimsmith/claims-policy";
import { policyIssues } from "../errors.ts";
import type { LoadedConfig } from "../load-config.ts";
import { configuredVectors } from "../policy-cases.ts";
import { snapshotStates } from "../snapshots.ts";
import { type PolicyReport, type Problem, policyReport } from "./policy-report.ts";

/** What `check --json` prints. */
export interface CheckDocument {
  /** True where nothing has to change: no problem, and no finding that is not accepted. */
  readonly passed: boolean;
  /** The main policy first. */
  readonly policies: readonly PolicyReport[];
  /** Of no policy alone: stale snapshots, vectors, what kept the config file from being read. */
  readonly problems: readonly Problem[];
}

/** Checks a configuration. */
export async function checkDocument(config: LoadedConfig): Promise<CheckDocument> {
  const vectors = await configuredVectors(config);
  const policies: PolicyReport[] = [];
  for (const recorded of [config, ...(config.otherPolicies ?? [])]) {
    policies.push(await policyReport(config, recorded, vectors));
  }
  const isInvalid = policies.some(({ hash }) => hash === undefined);
  const stale = isInvalid ? [] : await staleSnapshots(config);
  return judged(policies, [...vectors.issues, ...stale]);
}

/** The document of a config file that could not be read, because a policy or its environments in it threw their issues. */
export function unreadableDocument(error: unknown): CheckDocument | undefined {
  const { cause } = error as { readonly cause?: unknown };
  const issues: readonly PolicyIssue[] | undefined = policyIssues(cause);
  return issues && judged([], issues);
}

function judged(policies: readonly PolicyReport[], problems: readonly Problem[]): CheckDocument {
  const open = policies.flatMap(({ findings }) => findings.filter(({ accepted }) => accepted === undefined));
  const count = open.length + problems.length + policies.flatMap((report) => report.problems).length;
  return { passed: count === 0, policies, problems };
}

async function staleSnapshots(config: LoadedConfig): Promise<Problem[]> {
  const states = await snapshotStates(config);
  return states
    .filter(({ isCurrent }) => !isCurrent)
    .map(({ path, content }) => ({
      code: "SNAPSHOT_STALE",
      path: relative(process.cwd(), path),
      expected: `the snapshot of what is declared, ${content}`,
      received: "another, or none",
      hint: "run claimsmith snapshot and commit the result",
    }));
}
