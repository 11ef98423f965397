// What does a release hold of the API stack? The policy, by whose name the pool is found, and the functions' zip.
import { type PolicySnapshot, parseSnapshot } from "@claimsmith/claims-policy";
import { readReleaseJson, releaseFile } from "@claimsmith/constructs";

/** A policy and the API that was built for its tokens. */
export interface ApiRelease {
  readonly snapshot: PolicySnapshot;
  readonly zipPath: string;
}

/**
 * Reads policy.json and finds orders-api.zip: in the directory that `CLAIMSMITH_RELEASE` names, or in the workspace.
 * @throws StackRefusal where policy.json is missing; PolicyError where it is none
 */
export async function readRelease(): Promise<ApiRelease> {
  const policyPath = releaseFile(import.meta.resolve("@claimsmith/orders-policy/policy.json"));
  return {
    snapshot: await parseSnapshot(readReleaseJson(policyPath)),
    zipPath: releaseFile(import.meta.resolve("@claimsmith/orders-api/orders-api.zip")),
  };
}
