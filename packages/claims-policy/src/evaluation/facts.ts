// What may one evaluation look at? Everything is fetched before it starts.
import type { JsonValue } from "@claimsmith/cognito-model";

/** What a look-up gave: `missing` is absence, `failed` is not. A field that is there but cannot be read is `INVALID`. */
export type LookupResult =
  | { readonly status: "found"; readonly fields: Readonly<Record<string, unknown>> }
  | { readonly status: "missing" }
  | { readonly status: "failed" };

interface SharedFacts {
  /** The policy's name of the app client. */
  readonly client: string;
  /** The scopes that were asked for and that the client may have. */
  readonly scopes: readonly string[];
  /** Written by the caller, validated by nobody. */
  readonly metadata?: Readonly<Record<string, string>> | null;
  /** Of the deployment. Never written into once handed over: what follows from the same object is worked out once. */
  readonly settings?: Readonly<Record<string, JsonValue>>;
  /** By name of the look-up. One that is not there counts as failed. */
  readonly lookups?: Readonly<Record<string, LookupResult>>;
  /** The hash of the policy that is evaluated: 12 hex digits. */
  readonly policyHash?: string;
}

/** The facts about a person's sign-in. */
export interface UserFacts extends SharedFacts {
  readonly kind: "user";
  /** As in the event: all values are text, custom attributes carry their prefix. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Before any override. Empty where the event has none. */
  readonly groups: readonly string[];
}

/** The facts about a machine's request. It has neither attributes nor groups. */
export interface MachineFacts extends SharedFacts {
  readonly kind: "machine";
}

/** Everything that one evaluation may look at. */
export type Facts = UserFacts | MachineFacts;
