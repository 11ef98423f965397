// What does the comparison of two policies give? Plain data throughout.
import type { EventVersion, Grant, JsonValue, TokenKind } from "@claimsmith/cognito-model";
import type { BlueprintEnvironment } from "../analysis/pool-blueprint.ts";
import type { Environment } from "../environments/environment.ts";
import type { RefusalCode } from "../evaluation/decision.ts";
import type { LookupResult } from "../evaluation/facts.ts";

/** Of an environment, what decides about tokens and about who can get them. */
export type PlanEnvironment = BlueprintEnvironment &
  Partial<Pick<Environment, "mfa" | "threatProtection" | "attachTrigger" | "allowedOrigins">>;

/**
 * What a change is, for whoever has to approve it.
 *
 * `widening`: someone can now get what they could not: a token, a scope, a group, a role, a claim that they had not (also one
 * that was suppressed), or, in a claim that they had, a value that nobody could get from this client before. `narrowing` is the
 * reverse. `changed` is neither by itself: a claim has another value than before, of those that it could have all along.
 */
export type Direction = "widening" | "narrowing" | "changed";

/** Everything that must be known for a counterexample to hold. Whatever is not there is absent, or makes no difference. */
export interface KnownFacts {
  readonly groups: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  /** What the caller asks for. */
  readonly scopes: readonly string[];
  /** Settings that no environment gave, where one has to have a certain value. A name that only one policy declares so ends in `@before` or `@after`. */
  readonly settings: Readonly<Record<string, JsonValue>>;
  readonly lookups: Readonly<Record<string, LookupResult>>;
}

/** What came of the counterexample under one policy. */
export type CounterexampleOutcome =
  | { readonly outcome: "issue" }
  | { readonly outcome: "refuse"; readonly code: RefusalCode; readonly rule: string };

/** One sign-in, or one request of a machine, that shows an effect. No other has fewer known facts. */
export interface Counterexample {
  readonly kind: "user" | "machine";
  readonly client: string;
  readonly known: KnownFacts;
  readonly before: CounterexampleOutcome;
  readonly after: CounterexampleOutcome;
}

/** What an effect is about. `value` is another value in a claim that stays. */
export type EffectAbout = "tokens" | "scope" | "group" | "role" | "preferredRole" | "claim" | "value";

/** Something that someone can now get from a client, or no longer, with the proof. */
export interface ProvenEffect {
  /** Stable and readable, as in `scope:admin/*:web`; with a direction it is unique. */
  readonly id: string;
  readonly about: EffectAbout;
  /** The scope, group, claim or role; a role that a setting names is `setting <name>`. Of `tokens`, empty. */
  readonly name: string;
  /** Of claims and values. */
  readonly token?: TokenKind;
  readonly kind: "user" | "machine";
  readonly client: string;
  readonly direction: Direction;
  /** The paths of the rules that decide about it, in either policy. */
  readonly rules: { readonly before: readonly string[]; readonly after: readonly string[] };
  /** Of `value`: those that are new, or lost; one stands for all that no rule tells apart. */
  readonly values?: readonly JsonValue[];
  /** Of `tokens`: the ids of all that comes, or goes, with them and with nothing else. */
  readonly with?: readonly string[];
  readonly counterexample: Counterexample;
}

/** A change of a declaration, beyond what tokens show. */
export interface StructuralChange {
  /** As in `lifetime:access:web`. */
  readonly id: string;
  readonly direction: Direction;
  /** Where it stands: a path in the policy, or in the environment after `environment.`. */
  readonly path: string;
  readonly what: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
  /** The ids of proven effects of the same direction that show it already. Then it needs no approval of its own. */
  readonly shownBy?: readonly string[];
}

/** A change that Cognito, or Terraform, cannot make to a pool that exists. */
export interface Undeployable {
  readonly code:
    | "ATTRIBUTE_REMOVED"
    | "ATTRIBUTE_RETYPED"
    | "ATTRIBUTE_BOUNDS_CHANGED"
    | "SIGN_IN_CHANGED"
    | "REQUIRED_ATTRIBUTES_CHANGED"
    | "POLICY_RENAMED";
  readonly path: string;
  readonly before: JsonValue;
  readonly after?: JsonValue;
  readonly hint: string;
}

/** One difference between the tokens of a persona. */
export interface TokenChange {
  /**
   * The id of the proven effect that it is a case of. There is none where a policy's own hash changed, where a setting was not known
   * to the proof, and where only this grant differs: what people get by a hosted login and could get through the API anyway is new to nobody.
   */
  readonly id: string;
  readonly about: "tokens" | "scope" | "group" | "role" | "preferredRole" | "claim";
  /** Absent for `tokens`. */
  readonly token?: TokenKind;
  readonly name: string;
  readonly change: "gained" | "lost" | "changed";
  readonly direction: Direction;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
  /** The rule that did it: of the policy after where that has one, else of the one before. */
  readonly rule?: { readonly policy: "before" | "after"; readonly path: string };
}

/** The size of a persona's tokens in bytes as issued: header, payload and signature in base64url. */
export interface TokenSizes {
  readonly idBytes?: number;
  readonly accessBytes: number;
}

/** What one policy makes of a persona's request. */
export type PersonaOutcome =
  | { readonly outcome: "issue"; readonly sizes: TokenSizes }
  | {
      readonly outcome: "refuse";
      readonly code: RefusalCode;
      readonly rule: string;
      readonly reason?: string;
    }
  /** The policy has no such client, or the client no such way to sign in. */
  | { readonly outcome: "unavailable" };

/** The tokens of one persona, client and grant, before and after. */
export interface PersonaPlan {
  readonly persona: string;
  readonly client: string;
  readonly grant: Grant;
  readonly before: PersonaOutcome;
  readonly after: PersonaOutcome;
  readonly changes: readonly TokenChange[];
}

/** A widening that somebody stands for. */
export interface Approval {
  /** Of a proven effect, or of a structural change. */
  readonly id: string;
  readonly reason: string;
}

/** Which policy it was. */
export interface ComparedPolicy {
  readonly hash: string;
  readonly eventVersion: EventVersion;
}

/** The difference between two policies, as tokens. */
export interface PolicyPlan {
  readonly before: ComparedPolicy;
  readonly after: ComparedPolicy;
  readonly personas: readonly PersonaPlan[];
  readonly effects: readonly ProvenEffect[];
  readonly structural: readonly StructuralChange[];
  readonly undeployable: readonly Undeployable[];
  /** The ids of widenings that nobody approved, sorted. */
  readonly unapproved: readonly string[];
  readonly approved: readonly Approval[];
  /** Approvals of what is no widening, or none any more: take them out. */
  readonly unusedApprovals: readonly string[];
}
