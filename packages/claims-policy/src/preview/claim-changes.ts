// What became of each claim of a token: there before and after, added, changed or removed?
import type { JsonValue } from "@claimsmith/cognito-model";
import { canonicalJson } from "../snapshot/canonical-json.ts";
import type { PreviewedToken } from "./preview-tokens.ts";

/** One claim of one token. `scope` is told as its scopes instead. */
export interface ClaimChange {
  readonly name: string;
  readonly change: "added" | "changed" | "removed" | "same";
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

/** One scope of an access token. */
export interface ScopeChange {
  readonly scope: string;
  readonly change: "added" | "removed" | "same";
}

/** Every claim of a token but `scope`, in the token's order; what was removed comes last. */
export function claimChanges(before: PreviewedToken, after: PreviewedToken): ClaimChange[] {
  const names = new Set([...Object.keys(after.claims), ...Object.keys(before.claims)]);
  names.delete("scope");
  return [...names].map((name) => {
    const [was, is] = [before.claims[name], after.claims[name]];
    return {
      name,
      change: changeOf(was, is),
      ...(was !== undefined && { before: was }),
      ...(is !== undefined && { after: is }),
    };
  });
}

function changeOf(was: JsonValue | undefined, is: JsonValue | undefined): ClaimChange["change"] {
  if (was === undefined) return "added";
  if (is === undefined) return "removed";
  return canonicalJson(was) === canonicalJson(is) ? "same" : "changed";
}

/** Every scope of an access token, what was removed last. */
export function scopeChanges(before: PreviewedToken, after: PreviewedToken): ScopeChange[] {
  const [had, has] = [scopesOf(before), scopesOf(after)];
  return [...new Set([...has, ...had])].map((scope) => ({
    scope,
    change: !had.includes(scope) ? "added" : has.includes(scope) ? "same" : "removed",
  }));
}

function scopesOf({ claims }: PreviewedToken): readonly string[] {
  return typeof claims.scope === "string" ? claims.scope.split(" ") : [];
}
