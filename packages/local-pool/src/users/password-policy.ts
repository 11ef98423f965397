// Which passwords does a pool take? (AWS: Adding user pool password requirements)
import { randomInt } from "node:crypto";
import type { Pool } from "../cloud/cloud.ts";
import { CognitoError } from "../errors.ts";
import type { PasswordPolicy } from "../pools/user-pool.ts";

interface PasswordRule {
  readonly breaks: (password: string, policy: PasswordPolicy) => boolean;
  /** Completes Cognito's "Password did not conform with policy: …". */
  readonly text: string;
}

const SYMBOL = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]|(?<=\S) (?=\S)/;

const RULES: readonly PasswordRule[] = [
  { breaks: ({ length }, { MinimumLength }) => length < MinimumLength, text: "Password not long enough" },
  { breaks: ({ length }) => length > 256, text: "Password too long" },
  {
    breaks: (password, { RequireLowercase }) => RequireLowercase && !/[a-z]/.test(password),
    text: "Password must have lowercase characters",
  },
  {
    breaks: (password, { RequireUppercase }) => RequireUppercase && !/[A-Z]/.test(password),
    text: "Password must have uppercase characters",
  },
  {
    breaks: (password, { RequireNumbers }) => RequireNumbers && !/[0-9]/.test(password),
    text: "Password must have numeric characters",
  },
  {
    breaks: (password, { RequireSymbols }) => RequireSymbols && !SYMBOL.test(password),
    text: "Password must have symbol characters",
  },
];

/** The alphabets of a generated password: whatever the policy asks for, one character of each is in it. */
const ALPHABETS = [
  "abcdefghijkmnpqrstuvwxyz",
  "ABCDEFGHJKLMNPQRSTUVWXYZ",
  "23456789",
  "!#$%*+-=?@_",
] as const;

/** A random password that the pool takes: at least 12 characters, none of which is easily read as another. */
export function newPassword({ record }: Pool): string {
  const length = Math.max(12, record.settings.Policies.PasswordPolicy.MinimumLength);
  const pick = (alphabet: string): string => alphabet.charAt(randomInt(alphabet.length));
  const rest = Array.from({ length: length - ALPHABETS.length }, () => pick(ALPHABETS.join("")));
  const characters = [...ALPHABETS.map(pick), ...rest];
  // Fisher and Yates: every order is as likely as any other.
  for (let last = characters.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [characters[last], characters[other]] = [characters[other] ?? "", characters[last] ?? ""];
  }
  return characters.join("");
}

/** @throws CognitoError InvalidPasswordException with the first rule that the password breaks, in Cognito's words */
export function checkPassword({ record }: Pool, password: string): void {
  const policy = record.settings.Policies.PasswordPolicy;
  const broken = RULES.find((rule) => rule.breaks(password, policy));
  if (broken !== undefined) {
    throw new CognitoError(
      "InvalidPasswordException",
      `Password did not conform with policy: ${broken.text}`,
    );
  }
}
