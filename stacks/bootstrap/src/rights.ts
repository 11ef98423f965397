// What may the pipeline do in an environment's account? One table, from which both roles are made: a plan reads, a deploy also writes.
import type { Deployment, Statement } from "@claimsmith/constructs";
import { RIGHTS } from "./rights-table.ts";

/** What a job of the pipeline does. */
export type Job = "plan" | "deploy";

/** Whose rights. */
export interface RightsScope {
  readonly policyName: string;
  readonly deployment: Deployment;
  /** The state bucket. */
  readonly bucket: string;
}

/** One row: some actions on some resources. */
export interface Right {
  /** Letters and digits; unique in the table. */
  readonly sid: string;
  /** What a plan does, and a deploy as well. */
  readonly reads: readonly string[];
  /** What a deploy does besides. */
  readonly writes: readonly string[];
  readonly resources: (scope: RightsScope) => readonly [string, ...string[]];
  readonly conditions?: (scope: RightsScope) => Required<Statement>["conditions"];
  /** Why a resource holds a `*`. No action does. */
  readonly wildcardReason?: string;
}

/** The statements of a job, by the part of the table that they come from; without what would allow nothing. */
export function rightsOf(job: Job, scope: RightsScope): Readonly<Record<string, readonly Statement[]>> {
  const parts = Object.entries(RIGHTS).map(([part, rows]) => {
    const statements = rows.flatMap((row) => statementOf(row, job, scope));
    return [part, statements] as const;
  });
  return Object.fromEntries(parts.filter(([, statements]) => statements.length > 0));
}

function statementOf(row: Right, job: Job, scope: RightsScope): readonly Statement[] {
  const { sid, reads, writes, resources, conditions, wildcardReason } = row;
  const [first, ...others] = job === "deploy" ? [...reads, ...writes] : reads;
  if (first === undefined) return [];
  return [
    {
      sid,
      actions: [first, ...others],
      resources: resources(scope),
      ...(conditions !== undefined && { conditions: conditions(scope) }),
      ...(wildcardReason !== undefined && { wildcardReason }),
    },
  ];
}
