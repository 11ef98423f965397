// Which names does Cognito accept, and which do we emit?

/** One kind of name: what it may look like, in words for error messages, with its source. */
export interface NamePattern {
  readonly pattern: RegExp;
  /** Completes the sentence "expected …". */
  readonly expected: string;
  /** The AWS page or RFC section, or why we are stricter. */
  readonly page: string;
}

/** The ARN of an IAM role. Apart, for whoever needs this pattern and no table. (IAM: IAM identifiers) */
export const ROLE_ARN = /^arn:aws(-[a-z]+)*:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/;

/** A user pool id. Apart, like the scope below, for verifiers: they need these two, and start without the rest. */
export const USER_POOL_ID: NamePattern = {
  pattern: /^(?=.{1,55}$)[a-z]{2,4}(-[a-z]+)+-\d{1,2}_[A-Za-z0-9]+$/,
  expected: "a user pool id of at most 55 characters, like eu-west-1_AbCdEfGhI",
  page: "API Reference: UserPoolType",
};

/** A scope as a token carries it. */
export const SCOPE: NamePattern = {
  pattern: /^[\x21\x23-\x5b\x5d-\x7e]{1,256}$/,
  expected: 'an OAuth scope of 1 to 256 printable ASCII characters without space, " and \\',
  page: "RFC 6749, section 3.3; API Reference: UserPoolClientType",
};

/** Name patterns by kind. Lengths are in characters (code points). */
export const NAME_PATTERNS = {
  resourceServerIdentifier: {
    pattern: /^[\x21\x23-\x5b\x5d-\x7e]{1,256}$/,
    expected: '1 to 256 printable ASCII characters without space, " and \\',
    page: "API Reference: CreateResourceServer",
  },
  scopeName: {
    pattern: /^[\x21\x23-\x2e\x30-\x5b\x5d-\x7e]{1,256}$/,
    expected: '1 to 256 printable ASCII characters without space, ", \\ and /',
    page: "API Reference: ResourceServerScopeType",
  },
  scope: SCOPE,
  group: {
    pattern: /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u,
    expected: "a group name of 1 to 128 letters, marks, symbols, numbers or punctuation, without white space",
    page: "API Reference: CreateGroup",
  },
  claim: {
    pattern: /^[A-Za-z0-9_:./-]{1,64}$/,
    expected: "a claim name of 1 to 64 letters, digits, _ : . / or -",
    page: "not documented by AWS; this set is safe in every consumer we know",
  },
  customAttribute: {
    pattern: /^[A-Za-z0-9_-]{1,20}$/,
    expected: "a custom attribute name of 1 to 20 letters, digits, _ or -, without the custom: prefix",
    page: "Quotas in Amazon Cognito; letters, digits, _ and - are ours: safe in every tool that names them",
  },
  roleArn: {
    pattern: ROLE_ARN,
    expected: "the ARN of an IAM role, like arn:aws:iam::111122223333:role/name",
    page: "IAM: IAM identifiers",
  },
  userPoolId: USER_POOL_ID,
} as const satisfies Record<string, NamePattern>;
