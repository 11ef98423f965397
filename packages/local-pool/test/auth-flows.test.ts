// Which flows may a client use, by new names and old, and what is said of flows that are missing here?
import {
  AdminInitiateAuthCommand,
  type AuthFlowType,
  type ChallengeNameType,
  type ExplicitAuthFlowsType,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLIENT_IDS, USER_POOL_ID } from "./world/blueprint.ts";
import { EMAIL } from "./world/calls.ts";
import { addClient } from "./world/clients.ts";
import { addUser, openWorld, PASSWORD, type World } from "./world/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await addUser(world, EMAIL);
});
afterAll(() => world.close());

const AuthParameters = { USERNAME: EMAIL, PASSWORD, SRP_A: "7f", REFRESH_TOKEN: "unknown" };

/** What a client with these flows is told, flow by flow: `refused` where the flow is not enabled. */
async function reactions(ExplicitAuthFlows: ExplicitAuthFlowsType[], names: readonly string[]) {
  const { ClientId } = await addClient(world, { ExplicitAuthFlows });
  const ids = { UserPoolId: USER_POOL_ID, ClientId };
  const seen = names.map(async (name) => {
    const AuthFlow = name as AuthFlowType;
    const command = name.startsWith("ADMIN")
      ? new AdminInitiateAuthCommand({ ...ids, AuthFlow, AuthParameters })
      : new InitiateAuthCommand({ ClientId, AuthFlow, AuthParameters });
    return world.sdk.send(command as InitiateAuthCommand).then(
      ({ ChallengeName }) => ChallengeName ?? "tokens",
      (error: Error) => (error.message.includes("not enabled") ? "refused" : error.message),
    );
  });
  return Object.fromEntries((await Promise.all(seen)).map((reaction, index) => [names[index], reaction]));
}

const NAMES = [
  "USER_PASSWORD_AUTH",
  "USER_SRP_AUTH",
  "ADMIN_USER_PASSWORD_AUTH",
  "ADMIN_NO_SRP_AUTH",
  "REFRESH_TOKEN_AUTH",
];
const SRP = { USER_SRP_AUTH: "PASSWORD_VERIFIER" };
const REFRESH = { REFRESH_TOKEN_AUTH: "Invalid Refresh Token" };
const ADMIN = { ADMIN_USER_PASSWORD_AUTH: "tokens", ADMIN_NO_SRP_AUTH: "tokens" };

describe("a client", () => {
  it.each<{ flows: ExplicitAuthFlowsType[]; allowed: Record<string, string> }>([
    { flows: ["ALLOW_USER_PASSWORD_AUTH"], allowed: { USER_PASSWORD_AUTH: "tokens" } },
    { flows: ["ALLOW_USER_SRP_AUTH"], allowed: SRP },
    { flows: ["ALLOW_ADMIN_USER_PASSWORD_AUTH"], allowed: ADMIN },
    { flows: ["ALLOW_REFRESH_TOKEN_AUTH"], allowed: REFRESH },
    { flows: ["ADMIN_NO_SRP_AUTH"], allowed: { ...ADMIN, ...SRP, ...REFRESH } },
    { flows: ["USER_PASSWORD_AUTH"], allowed: { USER_PASSWORD_AUTH: "tokens", ...SRP, ...REFRESH } },
    { flows: ["CUSTOM_AUTH_FLOW_ONLY"], allowed: REFRESH },
  ])("with $flows may use what these stand for, and nothing else", async ({ flows, allowed }) => {
    const refused = Object.fromEntries(NAMES.map((name) => [name, "refused"]));
    expect(await reactions(flows, NAMES)).toEqual({ ...refused, ...allowed });
  });
});

describe("what Cognito has and the local pool has not", () => {
  it.each(["CUSTOM_AUTH", "USER_AUTH"] as const)("the flow %s is refused by its name", async (AuthFlow) => {
    const command = new InitiateAuthCommand({ ClientId: CLIENT_IDS.web.clientId, AuthFlow, AuthParameters });
    await expect(world.sdk.send(command)).rejects.toMatchObject({
      name: "UnsupportedOperationException",
      message: expect.stringContaining(AuthFlow),
    });
  });

  it.each<ChallengeNameType>([
    "CUSTOM_CHALLENGE",
    "DEVICE_PASSWORD_VERIFIER",
    "DEVICE_SRP_AUTH",
    "EMAIL_OTP",
    "MFA_SETUP",
    "SELECT_CHALLENGE",
    "SELECT_MFA_TYPE",
    "SMS_MFA",
    "SOFTWARE_TOKEN_MFA",
    "WEB_AUTHN",
  ])("the challenge %s is refused by its name", async (ChallengeName) => {
    const { clientId: ClientId } = CLIENT_IDS.web;
    const command = new RespondToAuthChallengeCommand({ ClientId, ChallengeName, ChallengeResponses: {} });
    await expect(world.sdk.send(command)).rejects.toMatchObject({
      name: "UnsupportedOperationException",
      message: expect.stringContaining(ChallengeName),
    });
  });

  it("a flow or a challenge that Cognito has not either is no valid parameter", async () => {
    const { clientId: ClientId } = CLIENT_IDS.web;
    const nonsense = "NONSENSE" as never;
    const commands = [
      new InitiateAuthCommand({ ClientId, AuthFlow: nonsense, AuthParameters }),
      new RespondToAuthChallengeCommand({ ClientId, ChallengeName: nonsense, ChallengeResponses: {} }),
    ];
    for (const command of commands) {
      const call = world.sdk.send(command as InitiateAuthCommand);
      await expect(call).rejects.toMatchObject({ name: "InvalidParameterException" });
    }
  });
});
