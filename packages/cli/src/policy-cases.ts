// On which personas and vectors are the policies of a configuration tried?
import { readFile } from "node:fs/promises";
import {
  type FactVectors,
  type PolicyCase,
  type PolicyIssue,
  type PolicySnapshot,
  personaCases,
  previewPool,
  readVectors,
  validateSettings,
  vectorCases,
} from "@claimsmith/claims-policy";
import { CliError } from "./errors.ts";
import type { LoadedConfig } from "./load-config.ts";

/**
 * The vectors that a configuration names; none where it names none.
 *
 * @throws CliError VECTORS_INVALID where the file is missing or no JSON
 */
export async function configuredVectors({ vectors }: LoadedConfig): Promise<FactVectors> {
  if (vectors === undefined) return { vectors: new Map(), issues: [] };
  try {
    return readVectors(JSON.parse(await readFile(vectors, "utf8")));
  } catch (cause) {
    throw new CliError("VECTORS_INVALID", "expected vectors to name a file of JSON: correct it", { cause });
  }
}

/** The cases of one policy, and the issues of the vectors that are meant for it. */
export interface PolicyCases {
  readonly cases: readonly PolicyCase[];
  readonly issues: readonly PolicyIssue[];
}

/**
 * The personas are those of the main policy; vectors are of the policy that they name. Of valid policies and personas, and of
 * settings that fit: another policy that has settings is not tried, for nobody says which.
 */
export function policyCases(
  { policy, personas, environment }: LoadedConfig,
  snapshot: PolicySnapshot,
  vectors: FactVectors,
): PolicyCases {
  const isMain = snapshot.policy.name === policy.name;
  if (!isMain && validateSettings(snapshot.policy, {}).length > 0) return { cases: [], issues: [] };
  const pool = previewPool(snapshot, isMain ? environment : {});
  const { cases, issues } = vectorCases(pool, vectors, policy.name);
  return { cases: [...(isMain ? personaCases(pool, personas) : []), ...cases], issues };
}
