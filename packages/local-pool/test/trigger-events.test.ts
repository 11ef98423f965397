// Which event does the function receive, field for field, and how often? `USERNAME` stands for the generated user name.
import { readFileSync } from "node:fs";
import {
  AdminAddUserToGroupCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import type { EventVersion } from "@claimsmith/cognito-model";
import { describe, expect, it } from "vitest";
import { CLIENT_IDS, USER_POOL_ID } from "./world/blueprint.ts";
import { addUser, PASSWORD, signIn, startWorld, tokenRequest, type World } from "./world/world.ts";

const EMAIL = "pat@example.org";
const UserPoolId = USER_POOL_ID;
const ClientId = CLIENT_IDS.web.clientId;
const ClientMetadata = { device: "kiosk" };
const AuthParameters = { USERNAME: EMAIL, PASSWORD };

async function join(world: World): Promise<void> {
  for (const GroupName of ["EVERYONE", "ADMINS"]) {
    await world.sdk.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: EMAIL, GroupName }));
  }
}

const signInAs = async (world: World): Promise<unknown> =>
  world.sdk.send(
    new InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters, ClientMetadata }),
  );

const machine = (world: World, extra: Readonly<Record<string, string>>): Promise<unknown> =>
  tokenRequest(world, {
    grant_type: "client_credentials",
    client_id: CLIENT_IDS.batch.clientId,
    client_secret: CLIENT_IDS.batch.clientSecret,
    ...extra,
  });

/** Each ends with exactly one issuance that the vector describes. */
const FLOWS = {
  signIn: async (world: World) => {
    await join(world);
    await signInAs(world);
  },
  signInWithoutGroups: signInAs,
  adminSignIn: async (world: World) => {
    await join(world);
    const AuthFlow = "ADMIN_USER_PASSWORD_AUTH";
    await world.sdk.send(
      new AdminInitiateAuthCommand({ UserPoolId, ClientId, AuthFlow, AuthParameters, ClientMetadata }),
    );
  },
  refresh: async (world: World) => {
    await join(world);
    const { refreshToken } = await signIn(world, EMAIL);
    world.events.length = 0;
    await world.sdk.send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: "REFRESH_TOKEN_AUTH",
        AuthParameters: { REFRESH_TOKEN: refreshToken },
        ClientMetadata,
      }),
    );
  },
  newPassword: async (world: World) => {
    await join(world);
    await world.sdk.send(
      new AdminSetUserPasswordCommand({ UserPoolId, Username: EMAIL, Password: PASSWORD, Permanent: false }),
    );
    const { Session } = await world.sdk.send(
      new InitiateAuthCommand({ ClientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters }),
    );
    await world.sdk.send(
      new RespondToAuthChallengeCommand({
        ClientId,
        Session,
        ChallengeName: "NEW_PASSWORD_REQUIRED",
        ChallengeResponses: { USERNAME: EMAIL, NEW_PASSWORD: "Brand-new-1" },
        ClientMetadata,
      }),
    );
  },
  machine: (world: World) => machine(world, {}),
  machineWithMetadata: (world: World) =>
    machine(world, { scope: "orders/read", aws_client_metadata: '{"job":"nightly"}' }),
};

interface Vector {
  readonly description: string;
  readonly eventVersion: EventVersion;
  readonly flow: keyof typeof FLOWS;
  readonly event: object;
}

const url = new URL("vectors/trigger-events.json", import.meta.url);
const vectors: readonly Vector[] = JSON.parse(readFileSync(url, "utf8"));

describe("the one event of an issuance", () => {
  it.each(vectors)("$description", async ({ eventVersion, flow, event }) => {
    const world = await startWorld({ eventVersion });
    const username = await addUser(world, EMAIL, {
      email_verified: "true",
      "custom:company_id": "c-1",
      "custom:level": "3",
    });
    await FLOWS[flow](world);
    const expected = JSON.parse(JSON.stringify(event).replaceAll("USERNAME", username));
    expect(world.events).toEqual([expected]);
  });
});

describe("metadata with a prototype's name", () => {
  it("arrives as a name like any other", async () => {
    const world = await startWorld();
    await machine(world, { aws_client_metadata: '{"__proto__":"x","job":"nightly"}' });
    const [event] = world.events as { request: { clientMetadata: object } }[];
    expect(Object.entries(event?.request.clientMetadata ?? {})).toEqual([
      ["__proto__", "x"],
      ["job", "nightly"],
    ]);
  });
});
