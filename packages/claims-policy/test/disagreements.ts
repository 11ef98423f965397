// Where does an explanation say something else than the decision that it explains?
import type { Explanation, IssueDecision, PolicyDocument, RuleExplanation } from "../src/index.ts";

const REFUSALS: Readonly<Record<string, string>> = {
  refuseMissing: "REQUIRED_CLAIM_MISSING",
  refuseInvalid: "FACT_INVALID",
  refuseFailed: "LOOKUP_FAILED",
};

/** True where the decision shows what the rule is said to have done. */
type Shows = (rule: RuleExplanation, decision: IssueDecision, policy: PolicyDocument) => boolean;

const tokenOf = ({ token }: RuleExplanation, decision: IssueDecision) =>
  token === "id" ? decision.idToken : decision.accessToken;

function mustBeAskedFor({ rule, name }: RuleExplanation, policy: PolicyDocument): boolean {
  const picture = rule.startsWith("machineToken") ? policy.machineToken : policy.accessToken;
  return picture?.scopes?.[name]?.asked === "required";
}

const SHOWS: Readonly<Record<RuleExplanation["about"], Shows>> = {
  claim: (rule, decision) => {
    const isThere = Object.hasOwn(tokenOf(rule, decision).claims, rule.name);
    const isLeftOut = decision.leftOut.some((left) => left.rule === rule.rule);
    return (
      isThere === (rule.outcome === "applied") &&
      isLeftOut === (rule.outcome === "invalid" || rule.outcome === "lookupFailed") &&
      (rule.outcome !== "suppressed" || tokenOf(rule, decision).suppress.includes(rule.name))
    );
  },
  suppression: (rule, decision) =>
    tokenOf(rule, decision).suppress.includes(rule.name) === (rule.outcome === "applied"),
  scope: (rule, { accessToken }, policy) => {
    const isApplied = rule.outcome === "applied";
    return (
      accessToken.scopesToAdd.includes(rule.name) === (isApplied && !mustBeAskedFor(rule, policy)) &&
      accessToken.scopesToSuppress.includes(rule.name) === !isApplied
    );
  },
  "withheld scope": (rule, { accessToken }) =>
    accessToken.scopesToSuppress.includes(rule.name) === (rule.outcome === "applied"),
  group: (rule, { groups }) => {
    if (rule.rule.startsWith("groupOverride.drop"))
      return rule.outcome !== "applied" || groups?.groups.includes(rule.name) === false;
    return groups !== undefined;
  },
  denial: (rule) => rule.outcome !== "applied",
};

/** The paths of the rules, or the word `refusal`, where the explanation and its decision disagree. */
export function disagreements({ decision, rules }: Explanation, policy: PolicyDocument): string[] {
  const stopping = rules.filter(
    ({ about, outcome }) => outcome in REFUSALS || (about === "denial" && outcome === "applied"),
  );
  if (decision.outcome === "issue") {
    const wrong = rules.filter((rule) => !SHOWS[rule.about](rule, decision, policy));
    return [...wrong, ...stopping].map(({ rule }) => rule);
  }
  if (decision.rule === "clients") return [];
  const refusing = stopping.find(({ rule }) => rule === decision.rule);
  const code = refusing?.outcome === "applied" ? "DENIED" : REFUSALS[refusing?.outcome ?? ""];
  return code === decision.code ? [] : ["refusal"];
}
