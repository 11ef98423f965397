// Why is something not on a token?
import {
  DEFAULT_CLAIMS,
  isReservedClaim,
  isSystemScope,
  releasedAttributes,
  standardAttribute,
  type TokenKind,
} from "@claimsmith/cognito-model";
import { declaredScopes } from "../analysis/token-contract.ts";
import type { RuleExplanation, RuleOutcome } from "../evaluation/explain.ts";
import { ownMember } from "../language/own-member.ts";
import type { PolicyDocument } from "../language/policy.ts";
import type { ExplainSubject } from "./explain-names.ts";

/** Why a claim, a scope or a group is not there. */
export type WhyAbsent =
  /** The whole token is refused. */
  | "refused"
  /** The condition of its rule is false. */
  | "conditionFalse"
  /** The condition is unknown, because of a fact that is absent. */
  | "conditionUnknown"
  /** What its rule reads is absent. */
  | "factAbsent"
  /** What its rule reads is not of its declared type. */
  | "factInvalid"
  | "lookupFailed"
  /** A rule takes it off. */
  | "suppressed"
  | "withheld"
  | "dropped"
  /** Its rule does not name the client. */
  | "clientNotNamed"
  | "notAskedFor"
  /** The client may not ask for the scope. */
  | "notAllowed"
  /** Cognito alone puts such a claim on tokens, and does not put it on this one. */
  | "reserved"
  /** The user does not have the attribute. */
  | "attributeAbsent"
  | "attributeNotReadable"
  /** The scopes of a hosted login release other attributes. */
  | "attributeNotReleased"
  | "notMember"
  /** Nothing in the policy draws it. */
  | "notDeclared";

/** Why something is absent, with the rule that decided. */
export interface Reason {
  readonly why: WhyAbsent;
  readonly rule?: RuleExplanation | undefined;
  readonly detail?: string;
}

/** What became of a rule → why its claim or scope is not there. One that was applied and is still not there was refused. */
const REASONS: Readonly<Record<RuleOutcome, WhyAbsent>> = {
  applied: "refused",
  suppressed: "suppressed",
  conditionFalse: "conditionFalse",
  conditionUnknown: "conditionUnknown",
  clientNotNamed: "clientNotNamed",
  notAskedFor: "notAskedFor",
  absent: "factAbsent",
  invalid: "factInvalid",
  lookupFailed: "lookupFailed",
  refuseMissing: "factAbsent",
  refuseInvalid: "factInvalid",
  refuseFailed: "lookupFailed",
};

interface Named {
  readonly name: string;
  readonly rules: readonly RuleExplanation[];
}

/** Why a claim is not on a token. */
export function whyAbsentClaim(
  subject: ExplainSubject,
  { token, name, rules }: Named & { readonly token: TokenKind },
): Reason {
  const { preview } = subject;
  const ofName = rules.filter((rule) => rule.name === name);
  const suppressing = ofName.find(({ about, outcome }) => about === "suppression" && outcome === "applied");
  const drawing = ofName.find(({ about }) => about === "claim");
  if (preview.after !== undefined && suppressing !== undefined)
    return { why: "suppressed", rule: suppressing };
  if (drawing !== undefined) return { why: REASONS[drawing.outcome], rule: drawing };
  if (preview.after === undefined && isDefault(subject, token, name)) return { why: "refused" };
  const byCognito = DEFAULT_CLAIMS.find((each) => each.token === token && each.name === name);
  if (byCognito !== undefined) {
    return { why: "reserved", detail: `Cognito puts it there under this condition: ${byCognito.when}` };
  }
  if (isReservedClaim(name)) return { why: "reserved" };
  return token === "id" ? whyAbsentAttribute(subject, name) : { why: "notDeclared" };
}

function isDefault({ preview }: ExplainSubject, token: TokenKind, name: string): boolean {
  const claims = (token === "id" ? preview.before.idToken : preview.before.accessToken)?.claims ?? {};
  return ownMember(claims, name) !== undefined;
}

/** Attributes go on the ID token by themselves: where the user has them, the client may read them and the scopes release them. */
function whyAbsentAttribute({ pool, preview }: ExplainSubject, name: string): Reason {
  const { facts, grant, client } = preview;
  const isDeclared =
    standardAttribute(name) !== undefined ||
    pool.blueprint.attributes.some((each) => `custom:${each.name}` === name);
  if (!isDeclared || facts.kind === "machine") return { why: "notDeclared" };
  if (ownMember(facts.attributes, name) === undefined) return { why: "attributeAbsent" };
  const { readAttributes = [] } = pool.blueprint.clients.find((each) => each.name === client) ?? {};
  if (!(readAttributes as readonly string[]).includes(name)) return { why: "attributeNotReadable" };
  const released = grant === "sdk" ? facts.attributes : releasedAttributes(facts.attributes, facts.scopes);
  return { why: ownMember(released, name) === undefined ? "attributeNotReleased" : "notDeclared" };
}

/** Why a scope is not on the access token. */
export function whyAbsentScope({ pool, preview }: ExplainSubject, { name, rules }: Named): Reason {
  const ofName = rules.filter((rule) => rule.name === name);
  const withholding = ofName.find(
    ({ about, outcome }) => about === "withheld scope" && outcome === "applied",
  );
  const drawing = ofName.find(({ about }) => about === "scope");
  if (preview.after !== undefined && withholding !== undefined) return { why: "withheld", rule: withholding };
  if (drawing !== undefined) return { why: REASONS[drawing.outcome], rule: drawing };
  const granted = String(preview.before.accessToken.claims.scope ?? "").split(" ");
  if (preview.after === undefined && granted.includes(name)) return { why: "refused" };
  const client = pool.blueprint.clients.find((each) => each.name === preview.client);
  if (client?.allowedOAuthScopes.includes(name)) return { why: "notAskedFor" };
  return { why: isDeclaredScope(name, pool.snapshot.policy) ? "notAllowed" : "notDeclared" };
}

/** True for a scope of Cognito's and for one of the policy's resource servers. */
export function isDeclaredScope(name: string, policy: PolicyDocument): boolean {
  return isSystemScope(name) || declaredScopes(policy).includes(name);
}
