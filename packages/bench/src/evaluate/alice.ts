// The event that the evaluation is measured with: alice signs in, as a pool with version V3_0 sends it.
import type { TriggerEvent } from "@claimsmith/cognito-model";
import { environments, personas } from "@claimsmith/orders-policy";

/** The app client ids of the measured deployment, by what the policy calls the clients. */
export const CLIENT_IDS = {
  web: "1example23456789webclient0",
  partner: "1example23456789partnercli",
} as const;

/** App client id → client name, as the trigger is configured. */
export const CLIENTS: Readonly<Record<string, keyof typeof CLIENT_IDS>> = {
  [CLIENT_IDS.web]: "web",
  [CLIENT_IDS.partner]: "partner",
};

/** The settings of the measured deployment. */
export const { settings: SETTINGS } = environments.local;

/**
 * Alice, as the example team describes her.
 *
 * @throws {TypeError} where the team has no user of this name any more
 */
export function alice() {
  const persona = personas.alice;
  if (persona?.kind !== "user")
    throw new TypeError("the benchmarks need a user persona alice in orders-policy");
  return persona;
}

/** Alice's event as JSON. */
export function aliceEventText(): string {
  const { attributes, groups } = alice();
  const event = {
    version: "3",
    triggerSource: "TokenGeneration_Authentication",
    region: "eu-west-1",
    userPoolId: "eu-west-1_Example01",
    userName: "0f0f0f0f-1111-4222-8333-444455556666",
    callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: CLIENT_IDS.web },
    request: {
      userAttributes: {
        sub: "0f0f0f0f-1111-4222-8333-444455556666",
        "cognito:user_status": "CONFIRMED",
        ...attributes,
      },
      groupConfiguration: {
        groupsToOverride: [...groups],
        iamRolesToOverride: [SETTINGS.adminRoleArn, SETTINGS.customerRoleArn],
        preferredRole: SETTINGS.adminRoleArn,
      },
      scopes: ["aws.cognito.signin.user.admin"],
    },
    response: { claimsAndScopeOverrideDetails: null },
  };
  return JSON.stringify(event);
}

/** Some parsed copies of alice's event: none of them the same object, as Lambda hands them over. */
export function aliceEvents(count: number): readonly TriggerEvent[] {
  const text = aliceEventText();
  return Array.from({ length: count }, () => JSON.parse(text) as TriggerEvent);
}
