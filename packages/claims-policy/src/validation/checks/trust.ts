// Does anything that decides rest on a fact that the user or the caller wrote?
import { sourcesOfRule } from "../../analysis/facts-read.ts";
import { rulesOf } from "../../analysis/rules-of.ts";
import { isTrusted, writeAttributes } from "../../analysis/trust.ts";
import { memberPath } from "../../language/member-path.ts";
import type { PolicyDocument } from "../../language/policy.ts";
import { issue, type PolicyIssue } from "../issues.ts";

/**
 * Issues of provenance: scopes, groups, denials, suppressions and withheld scopes rest on trusted facts only; a claim that does
 * not must say so; and every client's write list has something to list.
 */
export function checkTrust(policy: PolicyDocument): PolicyIssue[] {
  const rules = rulesOf(policy).flatMap((rule) => {
    if (rule.claim?.asserted === true) return [];
    return sourcesOfRule(rule)
      .filter(({ source }) => !isTrusted(source, policy))
      .map(({ source, path }) =>
        issue(rule.decides === "claim" ? "UNTRUSTED_CLAIM" : "UNTRUSTED_DECISION", path, {
          expected: "a fact that neither the user nor the caller can write",
          received: "name" in source ? `${source.source} ${JSON.stringify(source.name)}` : source.source,
        }),
      );
  });
  return [...rules, ...emptyWriteLists(policy)];
}

function emptyWriteLists(policy: PolicyDocument): PolicyIssue[] {
  return Object.entries(policy.clients)
    .filter(([, client]) => writeAttributes(client, policy) === undefined)
    .map(([name]) =>
      issue("WRITE_LIST_EMPTY", memberPath("clients", name), {
        expected: "one standard attribute that no rule reads, to fill the write list",
        received: "rules that read all of them",
      }),
    );
}
