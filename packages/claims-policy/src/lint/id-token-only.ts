// Is what groups decide on the ID token and not on the access token?
import { atomsOfRule } from "../analysis/facts-read.ts";
import { rulesOf } from "../analysis/rules-of.ts";
import { memberPath } from "../language/member-path.ts";
import { finding, type Lint } from "./finding.ts";

/** Claims of the ID token that list groups or depend on one, without a claim of their name on the access token. */
export const authorisationOnIdTokenOnly: Lint = ({ policy }) => {
  const onAccessToken = Object.keys(policy.accessToken?.claims ?? {});
  const rules = new Map(rulesOf(policy).map((rule) => [rule.path, rule]));
  return Object.keys(policy.idToken?.claims ?? {}).flatMap((name) => {
    const path = memberPath("idToken.claims", name);
    const rule = rules.get(path);
    if (rule === undefined || onAccessToken.includes(name)) return [];
    const group = atomsOfRule(rule).flatMap(({ atom }) => (atom.test === "inGroup" ? [atom.group] : []))[0];
    if (group === undefined && rule.claim?.from.source !== "groups") return [];
    const received = group === undefined ? "the user's groups" : `a claim that depends on the group ${group}`;
    const expected = "authorisation data on the access token";
    return [finding("AUTHORISATION_ON_ID_TOKEN_ONLY", path, { expected, received })];
  });
};
