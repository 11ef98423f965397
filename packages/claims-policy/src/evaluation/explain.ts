// Why is each claim, scope and group there, or not? The same rules as `evaluate`, told one by one.
import type { JsonValue, TokenKind } from "@claimsmith/cognito-model";
import type { Atom, Condition } from "../language/conditions.ts";
import type { PolicyDocument } from "../language/policy.ts";
import type { Source } from "../language/sources.ts";
import {
  ABSENT,
  CLIENT_NOT_NAMED,
  CONDITION_FALSE,
  CONDITION_UNKNOWN,
  drawClaim,
  drawScope,
  NOT_ASKED_FOR,
  REFUSE_FAILED,
  REFUSE_INVALID,
  REFUSE_MISSING,
  restrict,
  truthOf,
} from "./apply-rules.ts";
import type { Decision } from "./decision.ts";
import { evaluate } from "./evaluate.ts";
import type { Facts } from "./facts.ts";
import { FAILED, INVALID } from "./read-source.ts";
import { type PreparedPicture, type PreparedRule, preparedPolicy } from "./rules.ts";
import { conditionTest } from "./test-condition.ts";
import { FALSE, INVALID_FACT, TRUE, type Truth, UNKNOWN } from "./truth.ts";

/** Why a rule was not applied; the `refuse…` ones stop the token. */
export type NoEffect =
  | "conditionFalse"
  | "conditionUnknown"
  | "clientNotNamed"
  | "notAskedFor"
  | "absent"
  | "invalid"
  | "lookupFailed"
  | "refuseMissing"
  | "refuseInvalid"
  | "refuseFailed";

/** What became of a rule. */
export type RuleOutcome = "applied" | "suppressed" | NoEffect;

/** The value of one part of a condition: three-valued, with why it is unknown. */
export type AtomValue = "false" | "true" | "absent" | "invalid" | "failed";

/** One part of a condition in words, and what the facts made of it. */
export interface AtomExplanation {
  readonly condition: string;
  /** The same without the constants: with its truth these would tell what a person's attribute is. */
  readonly redacted: string;
  readonly value: AtomValue;
  /** True where the whole condition rests on it: of an `all` that is false what is false, of one that is unknown what is unknown. */
  readonly decisive: boolean;
}

/** One rule, what it is about, what became of it, and the facts that decided. No fact's value is repeated. */
export interface RuleExplanation {
  readonly rule: string;
  readonly about: "claim" | "suppression" | "scope" | "withheld scope" | "group" | "denial";
  readonly token: TokenKind | "both";
  readonly name: string;
  readonly outcome: RuleOutcome;
  /** What the value comes from, in words; of claims only. */
  readonly from?: string;
  /** Every part of the condition, in its order. */
  readonly because: readonly AtomExplanation[];
}

/** The decision, and every rule that had a part in it. */
export interface Explanation {
  readonly decision: Decision;
  readonly rules: readonly RuleExplanation[];
}

/** Explains a decision rule by rule. The decision is that of `evaluate`. */
export function explain(policy: PolicyDocument, facts: Facts): Explanation {
  const decision = evaluate(policy, facts);
  const { kind, idToken, accessToken, deny, override } = preparedPolicy(policy, facts.client);
  if (kind !== facts.kind) return { decision, rules: [] };
  const why = (rule: PreparedRule) => because(rule.declared.when, policy, facts);
  const denials = deny.map((rule) => ({
    rule: rule.rule,
    about: "denial" as const,
    token: "both" as const,
    name: rule.name,
    outcome: outcomeOf(restrict(rule, facts)),
    because: why(rule),
  }));
  const drawn = [idToken, accessToken].flatMap((picture) => explainPicture({ picture, facts, why }));
  const told = (rule: PreparedRule, outcome: RuleOutcome): RuleExplanation => ({
    rule: rule.rule,
    about: "group",
    token: "both",
    name: rule.name,
    outcome,
    because: why(rule),
  });
  const { keep = [], add = [], drop = [] } = override ?? {};
  const groups = [
    ...[...keep, ...add].map((rule) => told(rule, grantOutcome(rule, facts))),
    ...drop.map((rule) => told(rule, outcomeOf(restrict(rule, facts)))),
  ];
  return { decision, rules: [...denials, ...drawn, ...groups] };
}

interface PictureToExplain {
  readonly picture: PreparedPicture;
  readonly facts: Facts;
  readonly why: (rule: PreparedRule) => AtomExplanation[];
}

function explainPicture({ picture, facts, why }: PictureToExplain): RuleExplanation[] {
  const { token } = picture;
  const suppressed = picture.suppress.rules
    .filter((rule) => restrict(rule, facts) === true)
    .map(({ name }) => name);
  const claimOutcome = (rule: PreparedPicture["claims"][number]): RuleOutcome => {
    const outcome = outcomeOf(drawClaim(rule, facts));
    return outcome === "applied" && suppressed.includes(rule.name) ? "suppressed" : outcome;
  };
  const told = (rule: PreparedRule) => ({
    rule: rule.rule,
    token,
    name: rule.name,
    because: why(rule),
  });
  return [
    ...picture.claims.map((rule) => ({
      ...told(rule),
      about: "claim" as const,
      outcome: claimOutcome(rule),
      from: sourceInWords(rule.declared.from),
    })),
    ...picture.suppress.rules.map((rule) => ({
      ...told(rule),
      about: "suppression" as const,
      outcome: outcomeOf(restrict(rule, facts)),
    })),
    ...picture.scopes.map((rule) => ({
      ...told(rule),
      about: "scope" as const,
      outcome: outcomeOf(drawScope(rule, facts)),
    })),
    ...picture.withhold.map((rule) => ({
      ...told(rule),
      about: "withheld scope" as const,
      outcome: outcomeOf(restrict(rule, facts)),
    })),
  ];
}

/** A group that has to be kept is told by whether its condition holds; the rule acts where it does not. */
function grantOutcome(rule: PreparedRule, facts: Facts): RuleOutcome {
  const truth = truthOf(rule, facts);
  return truth === TRUE ? "applied" : truth === FALSE ? "conditionFalse" : "conditionUnknown";
}

const NO_EFFECTS: ReadonlyMap<unknown, NoEffect> = new Map<unknown, NoEffect>([
  [CONDITION_FALSE, "conditionFalse"],
  [CONDITION_UNKNOWN, "conditionUnknown"],
  [CLIENT_NOT_NAMED, "clientNotNamed"],
  [NOT_ASKED_FOR, "notAskedFor"],
  [ABSENT, "absent"],
  [INVALID, "invalid"],
  [FAILED, "lookupFailed"],
  [REFUSE_MISSING, "refuseMissing"],
  [REFUSE_INVALID, "refuseInvalid"],
  [REFUSE_FAILED, "refuseFailed"],
]);

function outcomeOf(result: unknown): RuleOutcome {
  return NO_EFFECTS.get(result) ?? "applied";
}

function because(
  condition: Condition | undefined,
  policy: PolicyDocument,
  facts: Facts,
  decisive = true,
): AtomExplanation[] {
  if (condition === undefined) return [];
  const truth = conditionTest(condition, policy)(facts);
  switch (condition.test) {
    case "all":
    case "any":
      return condition.conditions.flatMap((part) => {
        const decided = decides(conditionTest(part, policy)(facts), truth);
        return because(part, policy, facts, decisive && decided);
      });
    case "not":
      return because(condition.condition, policy, facts, decisive);
    default:
      return [
        {
          condition: atomInWords(condition, JSON.stringify),
          redacted: atomInWords(condition, () => HIDDEN),
          value: atomValue(truth),
          decisive,
        },
      ];
  }
}

/** What is unknown rests on every part that is. */
function decides(part: Truth, whole: Truth): boolean {
  return whole <= TRUE ? part === whole : part > TRUE;
}

function atomValue(truth: Truth): AtomValue {
  if (truth === TRUE) return "true";
  if (truth === FALSE) return "false";
  if (truth === UNKNOWN) return "absent";
  return truth === INVALID_FACT ? "invalid" : "failed";
}

/** How a constant of the policy is told. */
type InWords = (constant: JsonValue) => string;

const HIDDEN = "(hidden)";

/** An atom as a person would say it: `in group ADMINS`, `custom:status is "suspended"`. */
export function atomInWords(atom: Atom, inWords: InWords = JSON.stringify): string {
  switch (atom.test) {
    case "inGroup":
      return `in group ${atom.group}`;
    case "isClient":
      return `client is ${atom.client}`;
    case "scopeRequested":
      return `scope ${atom.scope} was asked for`;
    case "has":
      return `has ${sourceInWords(atom.of, inWords)}`;
    case "isOneOf":
      return `${sourceInWords(atom.of, inWords)} is one of ${atom.values.map(inWords).join(", ")}`;
    default:
      return `${sourceInWords(atom.of, inWords)} ${COMPARISONS[atom.test]} ${inWords(atom.value)}`;
  }
}

const COMPARISONS = {
  is: "is",
  isNot: "is not",
  isLessThan: "is less than",
  isAtMost: "is at most",
  isGreaterThan: "is greater than",
  isAtLeast: "is at least",
} as const;

/** A source as a person would say it: `attribute locale, mapped`, `setting partnerId`. */
export function sourceInWords(source: Source, inWords: InWords = JSON.stringify): string {
  const steps = (source.steps ?? [])
    .map((step) => ("map" in step ? ", mapped" : ` or ${inWords(step.or)}`))
    .join("");
  switch (source.source) {
    case "attribute":
    case "setting":
    case "metadata":
      return `${source.source} ${source.name}${steps}`;
    case "lookup":
      return `look-up ${source.name}.${source.field}${steps}`;
    case "constant":
      return `the constant ${inWords(source.value)}${steps}`;
    case "groups":
      return `the user's groups${steps}`;
    case "policyHash":
      return `the policy's hash${steps}`;
  }
}
