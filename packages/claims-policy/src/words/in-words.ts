// How do values, figures, tokens and facts read in a sentence?
import type { JsonValue, TokenKind } from "@claimsmith/cognito-model";
import type { AtomExplanation } from "../evaluation/explain.ts";

/** What a token is called in a sentence. */
export const TOKEN_NAMES: Readonly<Record<TokenKind, string>> = { id: "ID token", access: "access token" };

/** JSON with blanks to break lines at. */
export function jsonText(value: JsonValue | undefined): string {
  return JSON.stringify(value, undefined, 1)
    .replace(/,\n\s*/g, ", ")
    .replace(/\n\s*/g, "");
}

/** A whole number with its thousands apart. */
export function figure(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** One fact as it was found: `in group ADMINS`, `not: in group ADMINS`, `custom:status is "active": absent`. */
export function factInWords({ condition, value }: Pick<AtomExplanation, "condition" | "value">): string {
  if (value === "true") return condition;
  return value === "false" ? `not: ${condition}` : `${condition}: ${value}`;
}
