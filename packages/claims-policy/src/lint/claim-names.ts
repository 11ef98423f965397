// Which claims have a name that is, or may come to be, somebody else's?
import { memberPath } from "../language/member-path.ts";
import type { ClaimRule } from "../language/policy.ts";
import { type Finding, finding, type Lint } from "./finding.ts";

/**
 * Names registered as JWT claims that an authorization server could put on its tokens, by where they are defined. Names that
 * Cognito owns today are refused before any lint, and those of standard attributes are how OpenID Connect calls them. (IANA: JSON
 * Web Token Claims)
 */
const REGISTERED: Readonly<Record<string, string>> = {
  _claim_names: "OpenID Connect Core 1.0, section 5.6.2",
  _claim_sources: "OpenID Connect Core 1.0, section 5.6.2",
  act: "RFC 8693, section 4.1",
  authorization_details: "RFC 9396, section 9.1",
  c_hash: "OpenID Connect Core 1.0, section 3.3.2.11",
  cnf: "RFC 7800, section 3.1",
  entitlements: "RFC 9068, section 2.2.3.1",
  events: "RFC 8417, section 2.2",
  groups: "RFC 9068, section 2.2.3.1",
  may_act: "RFC 8693, section 4.4",
  roles: "RFC 9068, section 2.2.3.1",
  sid: "OpenID Connect Front-Channel Logout 1.0, section 3",
  sub_id: "RFC 9493, section 4.1",
  sub_jwk: "OpenID Connect Core 1.0, section 7.4",
  toe: "RFC 8417, section 2.2",
  txn: "RFC 8417, section 2.2",
  verified_claims: "OpenID Connect for Identity Assurance Claims Registration 1.0",
  vot: "RFC 8485",
  vtm: "RFC 8485",
};

/** `cognito:` and `dev:` are refused before any lint. What STS reads off tokens begins like the last. (AWS IAM: session tags) */
const AWS_PREFIXES = ["aws:", "aws.", "aws_", "aws/", "https://aws.amazon.com/"] as const;

/** Claims that policies draw under a registered name, in a namespace of AWS, or as `custom:` without being that attribute. */
export const nameMayBeTaken: Lint = ({ policy }) =>
  (["idToken", "accessToken", "machineToken"] as const).flatMap((picture) =>
    Object.entries(policy[picture]?.claims ?? {}).flatMap(([name, rule]): Finding[] => {
      const owner = ownerOf(name, rule);
      if (owner === undefined) return [];
      const details = { expected: "a name of your own", received: `${JSON.stringify(name)}: ${owner}` };
      return [finding("NAME_MAY_BE_TAKEN", memberPath(`${picture}.claims`, name), details)];
    }),
  );

/** Compared in lower case: whether Cognito tells cases apart is not documented. */
function ownerOf(name: string, { from }: ClaimRule): string | undefined {
  const lower = name.toLowerCase();
  if (Object.hasOwn(REGISTERED, lower)) return `registered by ${REGISTERED[lower]}`;
  if (AWS_PREFIXES.some((prefix) => lower.startsWith(prefix))) return "a namespace of AWS";
  const isItsAttribute = from.source === "attribute" && from.name === name;
  return lower.startsWith("custom:") && !isItsAttribute ? "the namespace of custom attributes" : undefined;
}
