// What does a policy declare? The shape of policy.json and of what `definePolicy` takes.
import type { JsonValue } from "@claimsmith/cognito-model";
import type { Acceptance } from "./acceptance.ts";
import type { Condition } from "./conditions.ts";
import type { AttributeSource, SettingSource, Source } from "./sources.ts";
import type { ScalarType, ValueType } from "./value-types.ts";

/** A resource server: its scopes, each with the sentence that describes it. The key is its identifier. */
export interface ResourceServerDeclaration {
  readonly scopes: Readonly<Record<string, string>>;
}

/** A group of the pool. */
export interface GroupDeclaration {
  readonly description?: string;
  /** 0 is the highest; absent is the lowest. */
  readonly precedence?: number;
  /** The IAM role of its members: an ARN, or a setting that holds one. */
  readonly role?: string | SettingSource;
}

/** What a look-up is keyed by: the user's `sub`, the machine's client id, or an attribute. Its trust is that of its key. */
export type LookupKey = "sub" | "clientId" | AttributeSource;

/** A look-up: facts about a user or a machine that are kept outside the user pool. */
export interface LookupDeclaration<
  F extends Readonly<Record<string, ValueType>> = Readonly<Record<string, ValueType>>,
> {
  readonly key: LookupKey;
  readonly fields: F;
  /** For how many seconds an answer, also that there is nothing, may be used again: 0 to 3,600. Default 0, each token asks anew. */
  readonly maxAgeSeconds?: number;
}

/** An identity provider, and the attributes that it maps: its clients need write permission for these. */
export interface IdentityProviderDeclaration {
  readonly attributes: readonly string[];
}

/** How people sign in with a client: `srp`, `password` and `admin` through the API, `hosted` through managed login. */
export type SignInWay = "srp" | "password" | "admin" | "hosted";

/** Token lifetimes that differ from Cognito's defaults, in seconds. */
export interface LifetimeDeclaration {
  /** 300 to 86,400; default 3,600. */
  readonly accessTokenSeconds?: number;
  /** 300 to 86,400; default 3,600. */
  readonly idTokenSeconds?: number;
  /** 3,600 to 315,360,000; default 2,592,000 (30 days). */
  readonly refreshTokenSeconds?: number;
}

/** An app client. */
export interface ClientDeclaration {
  /** `browser` and `native` keep no secret, `server` does; `machine` signs itself in by client credentials. */
  readonly kind: "browser" | "native" | "server" | "machine";
  /** What may be asked for. Scopes that a picture draws are added by the policy instead. */
  readonly scopes: readonly string[];
  /** Default: `srp` and `hosted`. Not for machines. */
  readonly signIn?: readonly SignInWay[];
  /** The attributes that users may write through this client. Default: every standard attribute that no trusted rule reads. */
  readonly writes?: readonly string[];
  /** The attributes that this client may read. Default: all. */
  readonly reads?: readonly string[];
  readonly identityProviders?: readonly string[];
  readonly lifetimes?: LifetimeDeclaration;
}

/** Draws one claim. */
export interface ClaimRule {
  readonly from: Source;
  readonly when?: Condition;
  /** No value, no token, wherever `when` is satisfied. */
  readonly required?: boolean;
  /** Replaces a missing or unmapped value. Never a false condition, never an invalid value. */
  readonly otherwise?: JsonValue;
  /** Must be said of a claim that rests on a fact which is not trusted. It reaches handlers apart. */
  readonly asserted?: boolean;
  /** Why an attribute that identifies a person goes on an access token. */
  readonly personalData?: string;
  /** What to do when a look-up fails: default `refuse`. `otherwise` takes the value of that name. */
  readonly onLookupFailure?: "refuse" | "omit" | "otherwise";
}

/** Applies where `when` is satisfied; always, if there is none. */
export interface ConditionalRule {
  readonly when?: Condition;
}

/** Draws one scope: issued to the named clients exactly when `when` is satisfied. */
export interface ScopeRule extends ConditionalRule {
  readonly clients: readonly string[];
  /** `required`: it stays on the clients' lists and is issued only if asked for, too. Default: added without being asked for. */
  readonly asked?: "required";
}

/** Withholds one system scope. */
export interface WithholdRule extends ConditionalRule {
  /** Default: every client. */
  readonly clients?: readonly string[];
}

/** Refuses the tokens. The reason goes to the log, never to the user. */
export interface DenyRule {
  readonly when: Condition;
  /** A code of lower-case letters, digits and underscores. */
  readonly reason: string;
}

/** What every picture of a token may say. */
export interface TokenPicture {
  readonly claims?: Readonly<Record<string, ClaimRule>>;
  readonly suppress?: Readonly<Record<string, ConditionalRule>>;
}

/** The access token of people. */
export interface AccessTokenPicture extends TokenPicture {
  readonly scopes?: Readonly<Record<string, ScopeRule>>;
  readonly withhold?: Readonly<Record<string, WithholdRule>>;
}

/** The access token of machines. */
export interface MachineTokenPicture extends TokenPicture {
  readonly scopes?: Readonly<Record<string, ScopeRule>>;
  readonly deny?: readonly DenyRule[];
}

/** Changes of the groups on both tokens of people. Groups without a rule stay, also those the policy does not declare. */
export interface GroupOverride {
  /** A declared group that stays only where its condition is satisfied. */
  readonly keep?: Readonly<Record<string, { readonly when: Condition }>>;
  /** A declared group that a user gets. */
  readonly add?: Readonly<Record<string, ConditionalRule>>;
  /** Any group that a user loses. */
  readonly drop?: Readonly<Record<string, ConditionalRule>>;
}

/** What tokens may take at their largest: bytes as issued, 1 to 65,536 each. Default: no bound. See `budgetIssues`. */
export interface TokenBudgets {
  /** Of people's access tokens. */
  readonly accessTokenBytes?: number;
  readonly idTokenBytes?: number;
  /** Of machines' access tokens. */
  readonly machineTokenBytes?: number;
}

/** A policy as plain data: what policy.json holds. */
export interface PolicyDocument {
  readonly name: string;
  readonly resourceServers?: Readonly<Record<string, ResourceServerDeclaration>>;
  readonly groups?: Readonly<Record<string, GroupDeclaration>>;
  /** Custom attributes of the pool, without the `custom:` prefix. */
  readonly attributes?: Readonly<Record<string, ScalarType>>;
  readonly settings?: Readonly<Record<string, ValueType>>;
  readonly lookups?: Readonly<Record<string, LookupDeclaration>>;
  readonly identityProviders?: Readonly<Record<string, IdentityProviderDeclaration>>;
  readonly clients: Readonly<Record<string, ClientDeclaration>>;
  readonly idToken?: TokenPicture;
  readonly accessToken?: AccessTokenPicture;
  readonly machineToken?: MachineTokenPicture;
  readonly groupOverride?: GroupOverride;
  /** Who of the people gets no tokens. For machines see `machineToken.deny`. */
  readonly deny?: readonly DenyRule[];
  /** How large tokens may get. `claimsmith check` fails beyond; decides nothing about tokens. */
  readonly budgets?: TokenBudgets;
  /** Findings of lints that are meant. Decides nothing about tokens. */
  readonly accept?: readonly Acceptance[];
}

declare const DEFINITION: unique symbol;

/** A validated policy that remembers, for the type checker only, what it was defined with. */
export type Policy<D = unknown> = PolicyDocument & { readonly [DEFINITION]?: D };

/** What a policy was defined with. */
export type DefinitionOf<P> = P extends { readonly [DEFINITION]?: infer D } ? Exclude<D, undefined> : never;

/** Declares a look-up by its key, the types of its fields and how long an answer may be used again (seconds; default 0). */
export function lookup<const F extends Readonly<Record<string, ValueType>>>(declaration: {
  readonly key: LookupKey;
  readonly fields: F;
  readonly maxAgeSeconds?: number;
}): LookupDeclaration<F> {
  return declaration;
}
