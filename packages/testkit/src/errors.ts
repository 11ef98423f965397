// What does this package throw? Recognise by `code`; names of the policy are in the texts, values of personas are not.
import type { RefuseDecision } from "@claimsmith/claims-policy";

/** What a test asks for that cannot be. */
export type MisuseCode =
  /** An option is unknown or has a value that it cannot have. */
  | "OPTIONS_INVALID"
  /** What was given for policy.json is not its content. */
  | "SNAPSHOT_INVALID"
  /** No such persona, or one that the policy's pool could not hold. */
  | "PERSONA_INVALID"
  /** The client is not for this kind of persona, or not for this grant. */
  | "GRANT_NOT_ALLOWED"
  /** The pool would refuse the request: the client may not ask for a scope. */
  | "SCOPE_NOT_ALLOWED"
  /** The token would be no different with the defect, so a test of it would prove nothing. */
  | "DEFECT_NOT_POSSIBLE"
  /** A file of vectors is not a list of described vectors. */
  | "VECTORS_INVALID";

/** Why the policy gives no tokens: the code, the path of the rule and, for a denial, the reason that it states. */
export type Refusal = Omit<RefuseDecision, "outcome">;

/** The base of everything that this package throws. */
export abstract class TestkitError extends Error {
  abstract readonly code: MisuseCode | Refusal["code"];
  /** `rejected`: by the policy. `misconfigured`: by a mistake in the test. */
  abstract readonly category: "rejected" | "misconfigured";
}

/** A mistake in the test itself. */
export class MisuseError extends TestkitError {
  override readonly name = "MisuseError";
  readonly category = "misconfigured";
  readonly code: MisuseCode;

  constructor(code: MisuseCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** The policy refuses tokens to the persona. */
export class PersonaRefusedError extends TestkitError {
  override readonly name = "PersonaRefusedError";
  readonly category = "rejected";
  readonly code: Refusal["code"];
  /** As in `deny[0]`. */
  readonly rule: string;
  /** With `DENIED`: the reason that the denial states. */
  readonly reason?: string;

  constructor({ code, rule, reason }: Refusal) {
    const why = reason === undefined ? "" : `, reason ${reason}`;
    super(
      `the policy refuses tokens to this persona: ${code} by ${rule}${why}; to expect it say onRefusal: "return"`,
    );
    this.code = code;
    this.rule = rule;
    if (reason !== undefined) this.reason = reason;
  }
}
