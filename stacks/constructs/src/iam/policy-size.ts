// Does a policy fit? IAM counts its characters, and says so only when it is deployed.
import type { Refusal } from "../refusal.ts";

/**
 * Characters, white space not counted: the inline policies of a role together, a managed policy alone.
 * (AWS IAM: IAM and AWS STS quotas, IAM and STS character limits)
 */
export const POLICY_SIZE_LIMITS = { inlineOfRole: 10_240, managed: 6_144 } as const;

/** What is wrong with the size of some documents that count together. */
export function policySizeRefusals(
  at: string,
  documents: readonly string[],
  limit: keyof typeof POLICY_SIZE_LIMITS,
): readonly Refusal[] {
  const size = documents.join("").replace(/\s/g, "").length;
  if (size <= POLICY_SIZE_LIMITS[limit]) return [];
  const text = `expected at most ${POLICY_SIZE_LIMITS[limit]} characters, received ${size}: name fewer actions or resources`;
  return [{ code: "POLICY_TOO_LARGE", at, text }];
}
