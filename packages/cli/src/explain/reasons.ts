// In which words is each reason told?
import type { NameExplanation } from "@claimsmith/claims-policy";

/** A reason in words, or in words that depend on what it is about. A drawn one is told by its rule and facts. */
export const REASONS: Readonly<
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
