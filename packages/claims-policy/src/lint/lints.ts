// Which lints are there? Each with what it means and why it matters.

/** What is said of a lint, once for all of its findings. */
export interface LintRow {
  /** What a finding says. */
  readonly means: string;
  /** Why it matters. */
  readonly matters: string;
  /** What to do about it. */
  readonly hint: string;
}

/** The lints by code. A finding may be meant: then the policy accepts it with a reason, save for `USELESS_ACCEPTANCE`. */
export const LINTS = {
  PERSONAL_DATA_ON_ACCESS_TOKEN: {
    means: "a claim of an access token carries what identifies a person",
    matters:
      "access tokens go to every API, into logs and to third parties; they are signed, not encrypted (RFC 9068, section 6)",
    hint: "put an identifier on the token, and let the API look the rest up",
  },
  AUTHORISATION_ON_ID_TOKEN_ONLY: {
    means: "what groups decide is on the ID token and not on the access token",
    matters:
      "an API that needs it has to be sent the ID token, which was never meant to authorise (RFC 9068, section 5)",
    hint: "draw the claim, or a scope, on accessToken instead",
  },
  CLAIM_ON_BOTH_TOKENS: {
    means: "both tokens of a person carry the claim",
    matters: "an API that finds what it needs on either token will accept either; and both tokens grow by it",
    hint: "keep it on the token whose readers need it, and suppress it on the other",
  },
  ADMIN_SCOPE_CARRIED: {
    means: "access tokens of the client carry aws.cognito.signin.user.admin",
    matters:
      "whoever holds such a token can change the user's attributes, password and devices; sign-ins through the API always carry it (AWS: Understanding the access token)",
    hint: "withhold it in accessToken.withhold, unless the application itself calls those operations",
  },
  SCOPE_NEVER_ISSUED: {
    means: "no persona and no vector is ever given the scope",
    matters: "either nobody can use what it opens, or nobody has tried who gets it",
    hint: "draw it, put it on a client's list, remove it, or add a persona who gets it",
  },
  RULE_NEVER_FIRES: {
    means: "the rule changes nothing for any persona or vector, or for any facts at all",
    matters: "a rule that was never seen to act may say something else than was meant",
    hint: "correct its condition, remove it, or add a persona or a vector for which it acts",
  },
  ROUTE_NEVER_MET: {
    means: "no client of the policy can get a token that meets the route's requirement",
    matters: "the route refuses everybody",
    hint: "demand what some client can have, or let the policy give it to one",
  },
  NAME_MAY_BE_TAKEN: {
    means: "the claim's name is registered with a meaning of its own, or lies in a namespace of AWS",
    matters:
      "Cognito adds claims over time (AWS: Parse user pool tokens safely), and libraries read registered names by their meaning",
    hint: "choose a name of your own, like orders_roles",
  },
  USELESS_ACCEPTANCE: {
    means: "the policy accepts a finding that there is not",
    matters: "the next finding at that place would be accepted unseen",
    hint: "remove the acceptance, or correct its path",
  },
} as const satisfies Record<string, LintRow>;

/** The code of a lint whose findings can be accepted. */
export type LintCode = Exclude<keyof typeof LINTS, "USELESS_ACCEPTANCE">;

/** The code of a finding. */
export type FindingCode = keyof typeof LINTS;

/** The codes that an acceptance can name. */
export const LINT_CODES: readonly LintCode[] = (Object.keys(LINTS) as FindingCode[]).filter(
  (code) => code !== "USELESS_ACCEPTANCE",
);
