// Does a claim of an access token carry what identifies a person?
import { identifyingAttribute } from "../language/identifying-attribute.ts";
import { memberPath } from "../language/member-path.ts";
import type { ClaimRule } from "../language/policy.ts";
import { type Finding, finding, type Lint } from "./finding.ts";

/**
 * Attributes that identify a person are let onto an access token by `personalData` alone: its reason is the acceptance. Beside
 * them, a look-up field or a metadata entry that is called like such an attribute, and a claim of such a name, are found: whoever
 * reads the token takes it for that. (OpenID Connect Core 1.0, section 5.1)
 */
export const personalDataOnAccessToken: Lint = ({ policy }) =>
  (["accessToken", "machineToken"] as const).flatMap((picture) =>
    Object.entries(policy[picture]?.claims ?? {}).flatMap(([name, rule]) =>
      ofClaim(memberPath(`${picture}.claims`, name), name, rule),
    ),
  );

function ofClaim(path: string, name: string, rule: ClaimRule): Finding[] {
  const { personalData } = rule;
  const personal = identifyingAttribute(name, rule);
  if (personal === undefined) return [];
  const expected = "no claim that identifies a person";
  const accepted = personalData === undefined ? {} : { accepted: personalData };
  return [finding("PERSONAL_DATA_ON_ACCESS_TOKEN", path, { expected, received: personal, ...accepted })];
}
