// Which assertions of the team does the policy break? Proved, with the smallest example of each that it does.
import {
  type AssertedOutcome,
  type Assertion,
  conditionInWords,
  type Policy,
  validateAssertions,
} from "@claimsmith/claims-policy";
import { checkAssertions } from "@claimsmith/claims-policy/plan";
import { knownInWords, TOKEN_NAMES } from "@claimsmith/claims-policy/words";
import type { Problem } from "./policy-report.ts";

/** A problem for each assertion that names what there is not, or that does not hold whatever values the settings have. */
export function assertionProblems(policy: Policy, assertions: readonly Assertion[]): Problem[] {
  const invalid = validateAssertions(policy, assertions);
  if (invalid.length > 0) return invalid;
  return checkAssertions(policy, assertions).flatMap(({ assertion, counterexample }, index) => {
    if (counterexample === undefined) return [];
    return {
      code: "ASSERTION_BROKEN",
      path: `[${index}]`,
      expected: assertionInWords(assertion),
      received: `such tokens for ${knownInWords(counterexample)}`,
      hint: "change the rule that issues them, or the assertion",
    };
  });
}

function assertionInWords({ never, unless }: Assertion): string {
  const outcomes = never.map(outcomeInWords).join(" and ");
  return `never ${outcomes}${unless === undefined ? "" : ` unless ${conditionInWords(unless)}`}`;
}

type WordsOf<H extends AssertedOutcome["has"]> = (
  outcome: Extract<AssertedOutcome, { readonly has: H }>,
) => string;

const OUTCOMES: { readonly [H in AssertedOutcome["has"]]: WordsOf<H> } = {
  scope: ({ scope }) => `scope ${scope}`,
  group: ({ group }) => `group ${group}`,
  role: ({ role }) => `role ${typeof role === "string" ? role : `of setting ${role.name}`}`,
  claim: ({ claim, token }) => `claim ${claim}${token === undefined ? "" : ` on the ${TOKEN_NAMES[token]}`}`,
  client: ({ client }) => `client ${client}`,
};

function outcomeInWords(outcome: AssertedOutcome): string {
  return (OUTCOMES[outcome.has] as (outcome: AssertedOutcome) => string)(outcome);
}
