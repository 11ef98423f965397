// What does a user pool look like that a policy needs? Plain data for the stacks and for the local pool.
import type { EventVersion } from "./event-versions.ts";

/** The feature plan of a user pool. (AWS: User pool feature plans) */
export type FeaturePlan = "LITE" | "ESSENTIALS" | "PLUS";

/** The lowest feature plan on which a new pool accepts an event version. (AWS: User pool feature plans) */
export const LOWEST_PLAN: Readonly<Record<EventVersion, FeaturePlan>> = {
  V1_0: "LITE",
  V2_0: "ESSENTIALS",
  V3_0: "ESSENTIALS",
};

/** One custom attribute of the pool. Permanent: it can be added, never changed or removed. */
export interface AttributeBlueprint {
  /** Without the `custom:` prefix. */
  readonly name: string;
  readonly type: "String" | "Number" | "Boolean" | "DateTime";
  readonly mutable: boolean;
  /** `String`: lengths in characters. */
  readonly minLength?: number;
  readonly maxLength?: number;
  /** `Number`: inclusive bounds. */
  readonly min?: number;
  readonly max?: number;
}

/** One group of the pool. */
export interface GroupBlueprint {
  readonly name: string;
  readonly description?: string;
  /** 0 is the highest. Absent is the lowest. */
  readonly precedence?: number;
  readonly roleArn?: string;
}

/** One resource server with its scopes. */
export interface ResourceServerBlueprint {
  readonly identifier: string;
  readonly name: string;
  readonly scopes: readonly { readonly name: string; readonly description: string }[];
}

/** How long a client's tokens live, in seconds. */
export interface TokenLifetimes {
  /** 300 to 86,400; default 3,600. */
  readonly accessTokenSeconds: number;
  /** 300 to 86,400; default 3,600. */
  readonly idTokenSeconds: number;
  /** 3,600 to 315,360,000; default 2,592,000 (30 days). */
  readonly refreshTokenSeconds: number;
}

/** One app client. Read and write lists are never empty: Terraform drops an empty list and everything becomes writable. */
export interface ClientBlueprint {
  readonly name: string;
  readonly kind: "user" | "machine";
  readonly generateSecret: boolean;
  readonly explicitAuthFlows: readonly string[];
  readonly allowedOAuthFlows: readonly ("code" | "client_credentials")[];
  /** What the client may ask for. Scopes that the trigger adds are not listed. */
  readonly allowedOAuthScopes: readonly string[];
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  readonly identityProviders: readonly string[];
  readonly readAttributes: readonly [string, ...string[]];
  readonly writeAttributes: readonly [string, ...string[]];
  readonly lifetimes: TokenLifetimes;
}

/** The user pool that a policy needs. */
export interface PoolBlueprint {
  readonly name: string;
  readonly signInWith: "email";
  /**
   * True where people may register themselves. Absent is false: only administrators create users. It matters because a public
   * client may set, at registration, every attribute of its write list, immutable ones too.
   */
  readonly selfRegistration?: boolean;
  /** Standard attributes that every user must have. Always writable by every client. */
  readonly requiredAttributes: readonly string[];
  readonly attributes: readonly AttributeBlueprint[];
  readonly groups: readonly GroupBlueprint[];
  readonly resourceServers: readonly ResourceServerBlueprint[];
  readonly clients: readonly ClientBlueprint[];
  readonly trigger: { readonly eventVersion: EventVersion; readonly lowestPlan: FeaturePlan };
}
