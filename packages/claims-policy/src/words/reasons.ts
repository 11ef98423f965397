// In which words is each reason told?
import type { NameExplanation } from "../preview/explain-names.ts";
import { factInWords } from "./in-words.ts";

/** A reason in words, or in words that depend on what it is about. A drawn one is told by its rule and facts. */
const REASONS: Readonly<
  Record<NameExplanation["why"], string | Readonly<Record<NameExplanation["kind"], string>>>
> = {
  drawn: "",
  default: { claim: "Cognito puts it there", scope: "it was asked for", group: "the user is in it" },
  refused: "no token is issued",
  conditionFalse: "condition false",
  conditionUnknown: "condition unknown",
  factAbsent: "what it comes from is absent",
  factInvalid: "what it comes from is not of its declared type",
  lookupFailed: "a look-up failed",
  suppressed: "suppressed",
  withheld: "withheld",
  dropped: "taken away",
  clientNotNamed: "its rule does not name the client",
  notAskedFor: "it was not asked for",
  notAllowed: "the client may not ask for it, and no rule draws it",
  reserved: "reserved: Cognito alone sets it",
  attributeAbsent: "the user does not have the attribute",
  attributeNotReadable: "the client may not read the attribute",
  attributeNotReleased: "the scopes of the login do not release the attribute",
  notMember: "the user is not in it",
  notDeclared: "nothing in the policy draws it",
};

/** Reasons that a claim's source has a part in. */
const WITH_SOURCE: readonly NameExplanation["why"][] = ["drawn", "factAbsent", "factInvalid", "lookupFailed"];

/** Like `condition false; not: in group ADMINS (accessToken.claims.level)`. */
export function reasonInWords({ kind, why, rule, from, because, detail }: NameExplanation): string {
  const reason = REASONS[why];
  const words = typeof reason === "string" ? reason : reason[kind];
  const source = from !== undefined && WITH_SOURCE.includes(why) ? `from ${from}` : "";
  const parts = [words, source, because.map(factInWords).join(", "), detail ?? ""];
  const told = parts.filter((part) => part !== "").join("; ");
  return rule === undefined ? told : `${told === "" ? "always" : told} (${rule})`;
}

/** True for a claim that no rule is about, on a token or refused with it. */
export function isCognitosOwn({ kind, why, rule }: NameExplanation): boolean {
  return kind === "claim" && (why === "default" || (why === "refused" && rule === undefined));
}
