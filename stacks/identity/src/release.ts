// What does a release hold of the identity stack? The policy, and the trigger that was built from it.
import { type PolicySnapshot, parseSnapshot } from "@claimsmith/claims-policy";
import { readReleaseJson, releaseFile, type TriggerArtefact } from "@claimsmith/constructs";

/** A policy and its trigger. */
export interface IdentityRelease {
  readonly snapshot: PolicySnapshot;
  readonly trigger: TriggerArtefact;
}

/**
 * Reads policy.json and trigger.json, and finds trigger.zip: in the directory that `CLAIMSMITH_RELEASE` names, or in the workspace.
 * @throws StackRefusal where a file is missing; PolicyError where policy.json is none
 */
export async function readRelease(): Promise<IdentityRelease> {
  const policyPath = releaseFile(import.meta.resolve("@claimsmith/orders-policy/policy.json"));
  const aboutPath = releaseFile(import.meta.resolve("@claimsmith/pre-token-generation/trigger.json"));
  const about = readReleaseJson(aboutPath) as Omit<TriggerArtefact, "zipPath">;
  return {
    snapshot: await parseSnapshot(readReleaseJson(policyPath)),
    trigger: {
      ...about,
      zipPath: releaseFile(import.meta.resolve("@claimsmith/pre-token-generation/trigger.zip")),
    },
  };
}
