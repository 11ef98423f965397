// What does a Pre Token Generation event look like? (AWS: Pre token generation Lambda trigger; The token endpoint)
import type { GroupConfiguration } from "./group-configuration.ts";
import type { TriggerResponseV1, TriggerResponseV2 } from "./trigger-response.ts";
import type { TriggerSource } from "./trigger-sources.ts";

interface EventBase {
  readonly region: string;
  readonly userPoolId: string;
  /** The pool's user name; the literal `ClientCredentials` for a machine. */
  readonly userName: string;
  readonly callerContext: { readonly awsSdkVersion: string; readonly clientId: string };
}

interface RequestBase {
  /** Never sent by InitiateAuth; null when a machine sent none. Written by the caller, validated by nobody. */
  readonly clientMetadata?: Readonly<Record<string, string>> | null;
}

/** A request about a person. */
export interface UserRequest extends RequestBase {
  /** Always strings: `email_verified` is `"true"`. Carries `sub` and `cognito:user_status` too. */
  readonly userAttributes: Readonly<Record<string, string>>;
  readonly groupConfiguration: GroupConfiguration;
}

/** A request about a machine: no attributes, no groups. */
export interface MachineRequest extends RequestBase {
  /** `{}`. */
  readonly userAttributes: Readonly<Record<string, never>>;
  readonly groupConfiguration: null;
}

interface WithScopes {
  /** The scopes that were asked for and that the client may have. */
  readonly scopes: readonly string[];
}

/** Event version 1 (`V1_0`): shapes the ID token; its groups reach both tokens. */
export interface TriggerEventV1 extends EventBase {
  readonly version: "1";
  readonly triggerSource: Exclude<TriggerSource, "TokenGeneration_ClientCredentials">;
  readonly request: UserRequest;
  readonly response: TriggerResponseV1 | null;
}

/** Event version 2 (`V2_0`): shapes both tokens of people. */
export interface TriggerEventV2 extends EventBase {
  readonly version: "2";
  readonly triggerSource: Exclude<TriggerSource, "TokenGeneration_ClientCredentials">;
  readonly request: UserRequest & WithScopes;
  readonly response: TriggerResponseV2 | null;
}

/** Event version 3 (`V3_0`) about a person: any user source may arrive with it. */
export interface TriggerEventV3User extends EventBase {
  readonly version: "3";
  readonly triggerSource: Exclude<TriggerSource, "TokenGeneration_ClientCredentials">;
  readonly request: UserRequest & WithScopes;
  readonly response: TriggerResponseV2 | null;
}

/** Event version 3 (`V3_0`) about a machine. */
export interface TriggerEventV3Machine extends EventBase {
  readonly version: "3";
  readonly triggerSource: "TokenGeneration_ClientCredentials";
  readonly request: MachineRequest & WithScopes;
  readonly response: TriggerResponseV2 | null;
}

/** Event version 3 (`V3_0`): people and machines, told apart by `triggerSource`. */
export type TriggerEventV3 = TriggerEventV3User | TriggerEventV3Machine;

/** Any Pre Token Generation event. */
export type TriggerEvent = TriggerEventV1 | TriggerEventV2 | TriggerEventV3;

/** The `userName` of every machine event. */
export const MACHINE_USER_NAME = "ClientCredentials";
