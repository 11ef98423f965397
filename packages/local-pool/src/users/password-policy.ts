// Which passwords does the pool take? Cognito's default password policy. (AWS: Adding user pool password requirements)

interface PasswordRule {
  readonly holds: (password: string) => boolean;
  /** Completes Cognito's "Password did not conform with policy: …". */
  readonly text: string;
}

const RULES: readonly PasswordRule[] = [
  { holds: (password) => password.length >= 8, text: "Password not long enough" },
  { holds: (password) => password.length <= 256, text: "Password too long" },
  { holds: (password) => /[a-z]/.test(password), text: "Password must have lowercase characters" },
  { holds: (password) => /[A-Z]/.test(password), text: "Password must have uppercase characters" },
  { holds: (password) => /[0-9]/.test(password), text: "Password must have numeric characters" },
  {
    holds: (password) => /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]|(?<=\S) (?=\S)/.test(password),
    text: "Password must have symbol characters",
  },
];

/** The first rule that a password breaks, in Cognito's words, or `undefined`. */
export function passwordProblem(password: string): string | undefined {
  return RULES.find((rule) => !rule.holds(password))?.text;
}
