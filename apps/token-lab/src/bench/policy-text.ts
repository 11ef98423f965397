// Is what was typed a policy? Only one that the validator accepts is ever evaluated.
import {
  type PolicyIssue,
  type PolicySnapshot,
  parsePolicy,
  policySnapshot,
  validate,
} from "@claimsmith/claims-policy";

/** What an edited text comes to. */
export type PolicyReading =
  | { readonly status: "valid"; readonly snapshot: PolicySnapshot; readonly isTodays: boolean }
  | { readonly status: "invalid"; readonly issues: readonly PolicyIssue[] }
  /** What the browser's parser says. */
  | { readonly status: "notJson"; readonly message: string };

/** A policy as text, as policy.json writes it. */
export function policyText({ policy }: Pick<PolicySnapshot, "policy">): string {
  return JSON.stringify(policy, undefined, 2);
}

/**
 * Reads a text as the `policy` of a policy.json; `today` is what it is compared with.
 *
 * @throws where the browser hashes nothing, which it does for pages of https and of this machine only (WebCrypto: secure contexts)
 */
export async function readPolicyText(text: string, today: PolicySnapshot): Promise<PolicyReading> {
  const parsed = parsedJson(text);
  if ("message" in parsed) return { status: "notJson", message: parsed.message };
  const issues = validate(parsed.value);
  if (issues.length > 0) return { status: "invalid", issues };
  const snapshot = await policySnapshot(parsePolicy(parsed.value));
  return { status: "valid", snapshot, isTodays: snapshot.hash === today.hash };
}

function parsedJson(text: string): { readonly value: unknown } | { readonly message: string } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    return { message: error instanceof Error ? error.message : "expected JSON" };
  }
}
