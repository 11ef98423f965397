// What became of each line of a token, and in which order is it shown?
import {
  type ClaimChange,
  claimChanges,
  MADE_UP_CLAIMS,
  type PreviewedToken,
  type ScopeChange,
  scopeChanges,
  type TokenPreview,
} from "@claimsmith/claims-policy";
import { figure, jsonText } from "@claimsmith/claims-policy/words";
import type { TokenKind } from "@claimsmith/cognito-model";
import type { Tone } from "../ui/tag.tsx";

/** One line of a token: a claim, or a scope. */
export interface TokenRow {
  readonly kind: "claim" | "scope";
  readonly name: string;
  readonly change: ClaimChange["change"];
  /** As JSON; absent where it is not on that token. Of a scope: that it is there. */
  readonly before?: string;
  readonly after?: string;
}

/** One token, before and after. */
export interface TokenTable {
  readonly rows: readonly TokenRow[];
  /** Claims whose values a preview makes up. */
  readonly madeUp: readonly string[];
  readonly beforeBytes: number;
  /** Absent where no token is issued. */
  readonly afterBytes?: number;
}

/** How a change is told and coloured. What stayed is not marked. */
export const CHANGE_MARKS: Readonly<
  Record<ClaimChange["change"], { readonly word: string; readonly tone: Tone } | undefined>
> = {
  added: { word: "added", tone: "good" },
  changed: { word: "changed", tone: "caution" },
  removed: { word: "taken off", tone: "bad" },
  same: undefined,
};

const ORDER = Object.keys(CHANGE_MARKS) as readonly ClaimChange["change"][];

/** A token of a preview, changes first; `undefined` where the sign-in gives none. Of a refused one all lines are as before. */
export function tokenTable({ before, after }: TokenPreview, token: TokenKind): TokenTable | undefined {
  const [was, is] = [tokenOf(before, token), after && tokenOf(after, token)];
  if (was === undefined) return undefined;
  const claims = claimChanges(was, is ?? was);
  const isMadeUp = ({ name }: ClaimChange) => MADE_UP_CLAIMS[token].includes(name);
  const rows = [
    ...claims.filter((claim) => !isMadeUp(claim)).map(claimRow),
    ...scopeChanges(was, is ?? was).map(scopeRow),
  ];
  return {
    rows: ORDER.flatMap((change) => rows.filter((row) => row.change === change)),
    madeUp: claims.filter(isMadeUp).map(({ name }) => name),
    beforeBytes: was.size.tokenBytes,
    ...(is !== undefined && { afterBytes: is.size.tokenBytes }),
  };
}

function tokenOf(
  tokens: { readonly idToken?: PreviewedToken; readonly accessToken: PreviewedToken },
  token: TokenKind,
): PreviewedToken | undefined {
  return token === "id" ? tokens.idToken : tokens.accessToken;
}

function claimRow({ name, change, before, after }: ClaimChange): TokenRow {
  return {
    kind: "claim",
    name,
    change,
    ...(before !== undefined && { before: jsonText(before) }),
    ...(after !== undefined && { after: jsonText(after) }),
  };
}

function scopeRow({ scope, change }: ScopeChange): TokenRow {
  return {
    kind: "scope",
    name: scope,
    change,
    ...(change !== "added" && { before: "granted" }),
    ...(change !== "removed" && { after: "granted" }),
  };
}

/** A preview in a line, for those who hear the page. */
export function summaryOf(preview: TokenPreview): string {
  const { decision } = preview.explanation;
  const access = tokenTable(preview, "access");
  if (decision.outcome === "refuse") return `no tokens, ${decision.reason ?? decision.code}`;
  const told = (["id", "access"] as const).flatMap((kind) => {
    const table = tokenTable(preview, kind);
    const count = (change: TokenRow["change"]) =>
      (table?.rows ?? []).filter((row) => row.change === change).length;
    if (table === undefined) return [];
    const name = kind === "id" ? "ID token" : "access token";
    return [`${name}: ${count("added")} added, ${count("changed")} changed, ${count("removed")} taken off`];
  });
  return [...told, `access token of ${figure(access?.afterBytes ?? 0)} bytes`].join("; ");
}
