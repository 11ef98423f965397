// Why is each claim, scope and group on a previewed token, or not on it? One row for each name.
import { isSystemScope, type JsonValue, standardAttribute, type TokenKind } from "@claimsmith/cognito-model";
import type { AtomExplanation, RuleExplanation } from "../evaluation/explain.ts";
import type { PreviewPool } from "./preview-pool.ts";
import type { TokenPreview } from "./preview-tokens.ts";
import { isDeclaredScope, type Reason, whyAbsentClaim, whyAbsentScope } from "./why-absent.ts";

/** Why something is on a token. */
export type WhyPresent =
  /** A rule of the policy drew, granted or added it. */
  | "drawn"
  /** Cognito put it there: a default claim, a scope that was asked for, a group that the user is in. */
  | "default";

/** One claim of one token, one scope of the access token, or one group of both. */
export interface NameExplanation {
  readonly kind: "claim" | "scope" | "group";
  readonly token: TokenKind | "both";
  readonly name: string;
  readonly present: boolean;
  readonly why: WhyPresent | Reason["why"];
  /** The path of the rule that decided, where one did. */
  readonly rule?: string;
  /** What a drawn claim comes from, in words. */
  readonly from?: string;
  /** What the rule's condition rests on. */
  readonly because: readonly AtomExplanation[];
  /** More, in words, where there is more to say. */
  readonly detail?: string;
  /** Of a claim that is present. */
  readonly value?: JsonValue;
}

/** A preview and its pool. */
export interface ExplainSubject {
  readonly pool: PreviewPool;
  readonly preview: TokenPreview;
}

/**
 * Explains names: every one that a rule is about or that is on a token, or those that are asked for, whether the policy knows them or
 * not. A name is looked for among claims, scopes and groups, since `email` is a claim and a scope.
 */
export function explainNames(subject: ExplainSubject, asked?: readonly string[]): NameExplanation[] {
  const rows = [...claimRows(subject, asked), ...scopeRows(subject, asked), ...groupRows(subject)];
  if (asked === undefined) return rows;
  return asked.flatMap((name) => aboutName(rows.filter((each) => each.name === name)));
}

/** Where a name is that of a scope or a group and of no claim, nobody meant a claim. */
function aboutName(rows: readonly NameExplanation[]): readonly NameExplanation[] {
  const known = rows.filter(({ why }) => why !== "notDeclared");
  const isClaim = known.length === 0 || known.some(({ kind }) => kind === "claim");
  return rows.filter(({ kind }) => kind !== "claim" || isClaim);
}

const CLAIM_RULES: readonly RuleExplanation["about"][] = ["claim", "suppression"];

function claimRows(subject: ExplainSubject, asked: readonly string[] = []): NameExplanation[] {
  const { before, after, explanation } = subject.preview;
  const tokens = before.idToken === undefined ? (["access"] as const) : (["id", "access"] as const);
  return tokens.flatMap((token) => {
    const claims = (token === "id" ? after?.idToken : after?.accessToken)?.claims ?? {};
    const defaults = (token === "id" ? before.idToken : before.accessToken)?.claims ?? {};
    const rules = explanation.rules.filter(
      (rule) => rule.token === token && CLAIM_RULES.includes(rule.about),
    );
    const names = [...rules.map(({ name }) => name), ...Object.keys(defaults), ...Object.keys(claims)];
    return [...new Set([...names, ...asked.filter(isClaimName)])]
      .filter((name) => name !== "scope")
      .map((name): NameExplanation => {
        const drawing = rules.find((rule) => rule.name === name && rule.about === "claim");
        const about = { kind: "claim", token, name } as const;
        const value = claims[name];
        if (value === undefined) return row(about, whyAbsentClaim(subject, { token, name, rules }));
        if (drawing?.outcome !== "applied")
          return { ...about, present: true, why: "default", because: [], value };
        return { ...row(about, { why: "drawn", rule: drawing }), present: true, value };
      });
  });
}

/** A scope of a resource server has a slash, which the name of a claim has where it is a URL. */
function isClaimName(name: string): boolean {
  if (isSystemScope(name)) return standardAttribute(name) !== undefined;
  return !name.includes("/") || name.includes("://");
}

function scopeRows(subject: ExplainSubject, asked: readonly string[] = []): NameExplanation[] {
  const { policy } = subject.pool.snapshot;
  const { before, after, explanation } = subject.preview;
  const rules = explanation.rules.filter(({ about }) => about === "scope" || about === "withheld scope");
  const issued = scopesOf(after?.accessToken.claims.scope);
  const granted = scopesOf(before.accessToken.claims.scope);
  const askedScopes = asked.filter((name) => isDeclaredScope(name, policy) || name.includes("/"));
  const names = [...rules.map(({ name }) => name), ...granted, ...issued, ...askedScopes];
  return [...new Set(names)].map((name): NameExplanation => {
    const about = { kind: "scope", token: "access", name } as const;
    const drawing = rules.find((rule) => rule.name === name && rule.about === "scope");
    if (!issued.includes(name)) return row(about, whyAbsentScope(subject, { name, rules }));
    if (drawing === undefined) return { ...about, present: true, why: "default", because: [] };
    return { ...row(about, { why: "drawn", rule: drawing }), present: true };
  });
}

function scopesOf(scope: JsonValue | undefined): readonly string[] {
  return typeof scope === "string" ? scope.split(" ") : [];
}

function groupRows({ preview }: ExplainSubject): NameExplanation[] {
  const { facts, after, explanation } = preview;
  if (facts.kind === "machine") return [];
  const rules = explanation.rules.filter(({ about }) => about === "group");
  const groups = after?.accessToken.claims["cognito:groups"] ?? [];
  const names = [...new Set([...facts.groups, ...rules.map(({ name }) => name)])];
  return names.map((name): NameExplanation => {
    const about = { kind: "group", token: "both", name } as const;
    const present = (groups as readonly JsonValue[]).includes(name);
    const was = facts.groups.includes(name);
    const acting = rules.filter((rule) => rule.name === name).find((rule) => acts(rule, { was, present }));
    if (after === undefined) return row(about, { why: "refused" });
    if (present && acting === undefined) return { ...about, present, why: "default", because: [] };
    if (present) return { ...row(about, { why: "drawn", rule: acting }), present };
    return row(about, { why: was ? "dropped" : "notMember", rule: acting });
  });
}

/** A group rule that made the difference: `keep` where its condition does not hold, `add` and `drop` where it does. */
function acts(
  { rule, outcome }: RuleExplanation,
  { was, present }: { readonly was: boolean; readonly present: boolean },
): boolean {
  if (rule.startsWith("groupOverride.add")) return !was && (present ? outcome === "applied" : true);
  if (!was || present) return false;
  return (outcome === "applied") === rule.startsWith("groupOverride.drop");
}

function row(
  about: Pick<NameExplanation, "kind" | "token" | "name">,
  { why, rule, detail }: { readonly why: NameExplanation["why"] } & Omit<Reason, "why">,
): NameExplanation {
  return {
    ...about,
    present: false,
    why,
    ...(rule !== undefined && { rule: rule.rule }),
    ...(rule?.from !== undefined && { from: rule.from }),
    because: rule?.because.filter(({ decisive }) => decisive) ?? [],
    ...(detail !== undefined && { detail }),
  };
}
