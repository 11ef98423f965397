// policy.json: what a policy package builds and commits, and what the trigger and the APIs read.
import type { EventVersion } from "@claimsmith/cognito-model";
import { eventVersionOf } from "../analysis/event-version.ts";
import type { Policy, PolicyDocument } from "../language/policy.ts";
import { canonicalJson } from "./canonical-json.ts";
import { policyHash } from "./policy-hash.ts";

/** The content of policy.json: a validated policy and its hash. */
export interface PolicySnapshot<P extends PolicyDocument = PolicyDocument> {
  /** The version of this format. */
  readonly format: 1;
  /** 12 hex digits, see `policyHash`. */
  readonly hash: string;
  /** The lowest event version that carries everything that the policy does. */
  readonly eventVersion: EventVersion;
  readonly policy: P;
}

/** Makes the snapshot of a policy. */
export async function policySnapshot<D>(policy: Policy<D>): Promise<PolicySnapshot<Policy<D>>> {
  return { format: 1, hash: await policyHash(policy), eventVersion: eventVersionOf(policy), policy };
}

/** The text of policy.json: keys sorted and one member a line, so that a change of a policy reads well as a difference. */
export function snapshotText(snapshot: PolicySnapshot): string {
  return `${JSON.stringify(JSON.parse(canonicalJson(snapshot)), undefined, 2)}\n`;
}
