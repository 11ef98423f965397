// What may a test say of the tokens that it asks for? Every option is read once, here; an unknown one is refused.
import type { ClientOf, LookupResult, ScopeOf } from "@claimsmith/claims-policy";
import { GRANTS, type Grant, isJsonObject, type JsonValue } from "@claimsmith/cognito-model";
import { DEFECTS, type Defect, type DefectName } from "./defects.ts";
import { MisuseError } from "./errors.ts";

/** How a persona gets its tokens, and in what they differ. Every option has a default. */
export interface IssueOptions<P = unknown> {
  /** Default: the persona's only client, or its first. */
  readonly client?: ClientOf<P>;
  /** Default: `sdk` for a person, `machine` for a machine. */
  readonly grant?: Grant;
  /**
   * What is asked for. An API sign-in (`sdk`) cannot ask; a `refresh` with scopes is that of a `hosted` sign-in. Default: all
   * that the client may ask for.
   */
  readonly scopes?: readonly ScopeOf<P>[];
  /** What the caller sends as client metadata. Managed login passes none on. Default: a machine's own, else none. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** What the policy's look-ups give, by name. One that is not there has failed. Default: none. */
  readonly lookups?: Readonly<Record<string, LookupResult>>;
  /** Of both tokens: a whole number from 1. Default: that of the client. */
  readonly expiresInSeconds?: number;
  /** The moment of issue. Default: now, by the issuer's clock. */
  readonly at?: Date;
  /** Set on the access token last of all, whatever the policy says; `null` removes a claim. Default: nothing. */
  readonly claims?: Readonly<Record<string, JsonValue | null>>;
  /** A token that an API must refuse; see `DEFECTS`. With one there is no ID token. Default: none. */
  readonly defect?: Defect<P>;
}

/** What to do where the policy refuses. */
export interface RefusalOption<H extends "throw" | "return"> {
  /** `throw` a PersonaRefusedError, or `return` the refusal. Default: `throw`. */
  readonly onRefusal?: H;
}

/** Options of any policy, as the program reads them. */
export interface AnyIssueOptions
  extends Omit<IssueOptions, "client" | "scopes" | "defect">,
    RefusalOption<"throw" | "return"> {
  readonly client?: string;
  readonly scopes?: readonly string[];
  readonly defect?: AnyDefect;
}

/** A defect of any policy. */
export type AnyDefect = DefectName | { readonly withoutScope: string } | { readonly withoutGroup: string };

type Row = readonly [holds: (value: unknown) => boolean, expected: string];

const isTexts = (value: unknown) => Array.isArray(value) && value.every((item) => typeof item === "string");
const isCount = (value: unknown) => Number.isInteger(value) && (value as number) >= 1;
const isMoment = (value: unknown) => value instanceof Date && !Number.isNaN(value.getTime());

function isDefect(value: unknown): boolean {
  if (!isJsonObject(value)) return Object.hasOwn(DEFECTS, String(value)) && !NAMED.includes(String(value));
  const [name = "", ...others] = Object.keys(value);
  return others.length === 0 && NAMED.includes(name) && typeof value[name] === "string";
}

const NAMED: readonly string[] = ["withoutScope", "withoutGroup"];

/** Every option, and what it must be. */
const OPTIONS: Readonly<Record<keyof AnyIssueOptions, Row>> = {
  client: [(value) => typeof value === "string", "the name of a client"],
  grant: [(value) => (GRANTS as readonly unknown[]).includes(value), `one of ${GRANTS.join(", ")}`],
  scopes: [isTexts, "a list of scopes"],
  metadata: [isJsonObject, "texts by name"],
  lookups: [isJsonObject, "results by name of the look-up"],
  expiresInSeconds: [isCount, "a whole number of seconds from 1"],
  at: [isMoment, "a date"],
  claims: [isJsonObject, "values by name of the claim, or null"],
  defect: [isDefect, "one of DEFECTS; withoutScope and withoutGroup as { withoutScope: … }"],
  onRefusal: [(value) => value === "throw" || value === "return", "throw or return"],
};

/**
 * Refuses options that are not known or have no possible value.
 *
 * @throws MisuseError `OPTIONS_INVALID`
 */
export function readIssueOptions(options: unknown): AnyIssueOptions {
  refuseUnknown(options, Object.keys(OPTIONS));
  for (const [name, [holds, expected]] of Object.entries(OPTIONS)) {
    const value = options[name];
    if (value !== undefined && !holds(value)) {
      throw new MisuseError("OPTIONS_INVALID", `${name}: expected ${expected}`);
    }
  }
  return options as AnyIssueOptions;
}

/** Refuses what is no object, and members that nobody reads. */
export function refuseUnknown(
  options: unknown,
  names: readonly string[],
): asserts options is Readonly<Record<string, unknown>> {
  if (!isJsonObject(options)) throw new MisuseError("OPTIONS_INVALID", "expected an object of options");
  const unknown = Object.keys(options).filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new MisuseError(
      "OPTIONS_INVALID",
      `expected options among ${names.join(", ")}, not ${unknown.join(", ")}`,
    );
  }
}
