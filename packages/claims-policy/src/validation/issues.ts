// What is wrong with what a person wrote? One form for every issue.

/** One thing that is wrong with a policy, its settings or its environments, with what to do about it. */
export interface PolicyIssue {
  /** Stable, upper case. */
  readonly code: IssueCode;
  /** Where it stands, as in `accessToken.claims.company_id.from`. Empty for the whole. */
  readonly path: string;
  readonly expected: string;
  readonly received: string;
  readonly hint: string;
}

/** Every code, with the hint that goes with it unless the check has a better one. */
export const ISSUE_HINTS = {
  NOT_DATA:
    "write plain data, and in a policy the sources and conditions of this package: no functions, dates or undefined",
  NESTED_TOO_DEEP: "split the rule into several, or name the groups instead",
  WRONG_TYPE: "change the value to what is expected",
  MISSING: "add the member",
  UNKNOWN_KEY: "remove the member, or correct its spelling",
  BAD_NAME: "choose another name",
  OUT_OF_RANGE: "choose a value within the bounds",
  LIMIT_EXCEEDED: "remove some, or split the pool",
  UNDECLARED: "declare it in the policy, or correct the name",
  RESERVED_CLAIM: "Cognito owns this claim: choose another name",
  NOT_SUPPRESSIBLE: "Cognito does not let a trigger suppress this claim",
  CLAIM_VALUE: "Cognito takes text, numbers, booleans, lists of these and objects, never null",
  PERSONAL_DATA: 'put an identifier on the token instead, or say why with personalData: "reason"',
  USELESS_OPTION: "remove the option, or change what it depends on",
  SYSTEM_SCOPE_DRAWN: "a system scope can be withheld, never drawn: put it on the client's list",
  NOT_A_SYSTEM_SCOPE: "only system scopes are withheld: draw your own scopes with a condition instead",
  DRAWN_AND_LISTED: 'take the scope off the client\'s list, or draw it with asked: "required"',
  WRONG_CLIENT_KIND: "the access token picture is for people, the machine token picture for machines",
  COMPARISON_IMPOSSIBLE: "compare with a value that the source can have",
  PERSON_FACT_ON_MACHINE:
    "a machine has no attributes and no groups: use settings, metadata or a look-up by client id",
  ABSENCE_UNDECIDED: "say what absence means: add .or(value) to the source, or test has(source) first",
  REFRESH_WIDENS:
    "a refresh may ask for fewer scopes than the sign-in: let a missing scope narrow the token only",
  UNTRUSTED_DECISION: "decide by groups, settings, or an attribute that no client may write",
  UNTRUSTED_CLAIM: "say asserted: true, or take the attribute off every client's write list",
  WRITE_LIST_EMPTY: "leave one standard attribute that no rule reads to be writable",
  SETTING_MISSING: "give the setting a value in this environment",
  SETTING_INVALID: "change the value to what the policy declares",
  SNAPSHOT_STALE: "write the file anew with `claimsmith snapshot`: it is never edited by hand",
  SETTING_UNKNOWN: "remove the setting, or declare it in the policy",
  REGION_UNKNOWN:
    "choose a region where Cognito has user pools; one that is newer than the table USER_POOL_REGIONS is added there",
  ACCOUNT_INVALID: "write the account's number as a text: as a number it would lose its leading zeros",
  PLAN_TOO_LOW: "choose a higher feature plan, or take away what needs it",
  CALLBACK_URL_MISSING: "add a callback URL, or take hosted off the client's signIn",
  URL_INVALID: "write the whole address",
  URL_INSECURE: "use https: http is for testing on one's own machine alone",
  ARN_INVALID: "copy the ARN from the environment that is meant",
  DUPLICATE: "remove it, or choose another",
  BUDGET_EXCEEDED:
    "shorten what the largest claims may hold (`claimsmith size` lists them), or raise the budget",
  ATTRIBUTE_INVALID: "give the persona a value that the pool would store",
  GRANT_IMPOSSIBLE: "choose a grant that the policy gives the client, and a client for this kind of persona",
  NOT_LOCAL: 'choose graphql: "lambda", or name the environment otherwise: nothing local serves AppSync',
} as const;

/** The code of an issue. */
export type IssueCode = keyof typeof ISSUE_HINTS;

/** Makes an issue, with the hint of its code unless another is given. */
export function issue(
  code: IssueCode,
  path: string,
  details: { readonly expected: string; readonly received: string; readonly hint?: string },
): PolicyIssue {
  return {
    code,
    path,
    expected: details.expected,
    received: details.received,
    hint: details.hint ?? ISSUE_HINTS[code],
  };
}

/** Says what a value is in a few words: names in full, long texts and structures by their kind. */
export function describe(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object") return "an object";
  if (typeof value === "string")
    return value.length > 60 ? `a text of ${value.length} characters` : JSON.stringify(value);
  return typeof value === "number" || typeof value === "boolean" ? String(value) : `a ${typeof value}`;
}

/** What the issues of an error are of. */
const SUBJECTS = {
  policy: "the policy has",
  environments: "the environments have",
  assertions: "the assertions have",
} as const;

/** Thrown where a policy, its settings or its environments have issues. `issues` holds all of them. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
  readonly code = "POLICY_INVALID";
  readonly issues: readonly PolicyIssue[];

  constructor(issues: readonly PolicyIssue[], about: keyof typeof SUBJECTS = "policy") {
    const [first] = issues;
    super(
      `${SUBJECTS[about]} ${issues.length} issue${issues.length === 1 ? "" : "s"}${first ? `, the first at ${first.path || "the root"}: expected ${first.expected}` : ""}`,
    );
    this.issues = issues;
  }
}
