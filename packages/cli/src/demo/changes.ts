// What did the policy add to the tokens and take off them, and why?
import type { Explanation, IssueDecision, PolicyDocument, RuleExplanation } from "@claimsmith/claims-policy";
import { factInWords } from "@claimsmith/claims-policy/words";
import type { TokenClaims, TokenKind } from "@claimsmith/cognito-model";

/** One thing that the policy changed on one token. */
export interface Change {
  /** `withheld`: a scope of the policy that this token might have carried. */
  readonly change: "added" | "removed" | "withheld";
  readonly kind: "claim" | "scope" | "group";
  readonly token: TokenKind;
  readonly name: string;
  readonly why: string;
}

/** What is looked at to find changes. */
export interface ChangeSubject {
  readonly explanation: Explanation;
  /** What the tokens would be without a trigger. Absent where there are none. */
  readonly defaults?: TokenClaims;
  readonly client: string;
  /** What was asked for and the client may have. */
  readonly scopes: readonly string[];
  /** The groups that the user is in; a machine's none. */
  readonly groups: readonly string[];
}

type Found = Pick<Change, "change" | "kind">;

/** What a run's decision and default tokens make of one rule; `undefined` where it left the token as it was. */
type Find = (rule: RuleExplanation, run: ChangeSubject, decision: IssueDecision) => Found | undefined;

/** What a rule is about → what it did. */
const FINDERS: Readonly<Record<RuleExplanation["about"], Find>> = {
  claim: ({ outcome }) => (outcome === "applied" ? { change: "added", kind: "claim" } : undefined),
  suppression: ({ outcome, token, name }, { defaults }) => {
    const claims = token === "id" ? defaults?.idToken : defaults?.accessToken;
    const isSeen = outcome === "applied" && claims?.[name] !== undefined;
    return isSeen ? { change: "removed", kind: "claim" } : undefined;
  },
  scope: ({ name }, _run, { accessToken }) => {
    if (accessToken.scopesToAdd.includes(name)) return { change: "added", kind: "scope" };
    // A scope that had to be asked for and was is in neither list: it was there already.
    return accessToken.scopesToSuppress.includes(name) ? { change: "withheld", kind: "scope" } : undefined;
  },
  "withheld scope": ({ outcome, name }, { scopes }) =>
    outcome === "applied" && scopes.includes(name) ? { change: "removed", kind: "scope" } : undefined,
  group: findGroupChange,
  denial: () => undefined,
};

/** A group rule acts where it makes a difference: `keep` where its condition does not hold, `add` and `drop` where it does. */
function findGroupChange(
  { rule, outcome, name }: RuleExplanation,
  { groups: before }: ChangeSubject,
  { groups }: IssueDecision,
) {
  const had = before.includes(name);
  const has = groups?.groups.includes(name) ?? had;
  const acted = (outcome === "applied") !== rule.startsWith("groupOverride.keep");
  if (had === has || !acted) return undefined;
  return { change: has ? "added" : "removed", kind: "group" } as const;
}

/** Every change of a run's tokens, additions first. */
export function changesOf(run: ChangeSubject, policy: PolicyDocument): readonly Change[] {
  const { decision, rules } = run.explanation;
  if (decision.outcome === "refuse") return [];
  const changes = rules.flatMap((rule): Change[] => {
    const found = FINDERS[rule.about](rule, run, decision);
    if (found === undefined) return [];
    const tokens: readonly TokenKind[] = rule.token === "both" ? ["id", "access"] : [rule.token];
    const why = reason(rule, run.client, policy);
    return tokens.map((token) => ({ ...found, token, name: rule.name, why }));
  });
  return ["added", "removed", "withheld"].flatMap((kind) => changes.filter(({ change }) => change === kind));
}

function reason(
  { outcome, from, because, name }: RuleExplanation,
  client: string,
  policy: PolicyDocument,
): string {
  if (outcome === "clientNotNamed") return `only for ${clientsOf(name, policy)}, not for client ${client}`;
  if (outcome === "notAskedFor") return "it was not asked for";
  const facts = because
    .filter(({ decisive }) => decisive)
    .map(factInWords)
    .join(", ");
  if (from !== undefined) return facts === "" ? `from ${from}` : `from ${from}, because ${facts}`;
  return facts === "" ? `always for client ${client}` : facts;
}

function clientsOf(scope: string, { accessToken, machineToken }: PolicyDocument): string {
  const rules = [accessToken?.scopes?.[scope], machineToken?.scopes?.[scope]];
  return rules.flatMap((rule) => rule?.clients ?? []).join(", ");
}
