// What is different between the event versions, and between people and machines?
import { area } from "../behaviour.ts";
import type { Json, JsonRecord } from "../json.ts";
import { PROBE_CLAIM } from "../probe.ts";
import { type ParityWorld, payloadOf } from "../world.ts";
import { claimTypes } from "./tokens.ts";

const TRIGGER = "Pre token generation Lambda trigger";
const ENDPOINT = "The token endpoint";

/** A pool of its own with the same probe, called with another event version. */
async function poolWith(world: ParityWorld, LambdaVersion: "V1_0" | "V2_0"): Promise<ParityWorld> {
  const { LambdaConfig } = (await world.describedPool()) as {
    readonly LambdaConfig?: { readonly PreTokenGenerationConfig?: JsonRecord };
  };
  const LambdaArn = LambdaConfig?.PreTokenGenerationConfig?.LambdaArn ?? null;
  return world.inNewPool({
    UsernameAttributes: ["email"],
    LambdaConfig: { PreTokenGenerationConfig: { LambdaArn, LambdaVersion } },
  });
}

/** The claims of a machine's token, and the event that the probe showed. */
async function machine(world: ParityWorld, metadata?: JsonRecord) {
  const client = await world.newClient({
    GenerateSecret: true,
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ["client_credentials"],
    AllowedOAuthScopes: [`${await world.newResourceServer()}/read`],
  });
  const { body } = await world.tokenRequest(client, {
    grant_type: "client_credentials",
    ...(metadata === undefined ? {} : { aws_client_metadata: JSON.stringify(metadata) }),
  });
  const claims = payloadOf(String(body.access_token));
  return { claims, event: world.eventOf(claims) ?? {} };
}

function names(value: Json | undefined): readonly string[] {
  return Object.keys((value ?? {}) as object).sort();
}

export const TRIGGER_VERSIONS = area("event versions, people and machines", [
  {
    id: "v1-event",
    behaviour: "a V1_0 event has version 1 and no scopes, and its container is claimsOverrideDetails",
    source: TRIGGER,
    certainty: "documented",
    needs: ["write", "probe", "local"],
    expected: {
      version: "1",
      request: ["groupConfiguration", "userAttributes"],
      response: { claimsOverrideDetails: null },
    },
    observe: async (world) => {
      const pool = await poolWith(world, "V1_0");
      const { event = {} } = await pool.signIn(await pool.client(), await pool.newUser());
      return {
        version: event.version ?? null,
        request: names(event.request),
        response: event.response ?? null,
      };
    },
  },
  {
    id: "v1-id-token-only",
    behaviour: "the claims of a V1_0 answer reach the ID token alone, its groups both tokens",
    source: TRIGGER,
    certainty: "documented",
    needs: ["write", "probe", "local"],
    expected: { access: "undefined", id: "string", groups: ["undefined", "undefined"] },
    observe: async (world) => {
      const pool = await poolWith(world, "V1_0");
      const client = await pool.client();
      const claims = await pool.signIn(client, await pool.newUser());
      const groups = [await pool.newGroup()];
      const without = await pool.signIn(client, await pool.newUser({ probe: "no-groups", groups }));
      return {
        access: typeof claims.access[PROBE_CLAIM],
        id: typeof claims.id?.[PROBE_CLAIM],
        groups: [without.access, without.id].map((each) => typeof each?.["cognito:groups"]),
      };
    },
  },
  {
    id: "v2-not-for-machines",
    behaviour: "a V2_0 trigger is not called for machines",
    source: TRIGGER,
    certainty: "documented",
    needs: ["write", "probe", "oauth", "local"],
    expected: { event: [], claims: "undefined" },
    observe: async (world) => {
      const { claims, event } = await machine(await poolWith(world, "V2_0"));
      return { event: names(event), claims: typeof claims[PROBE_CLAIM] };
    },
  },
  {
    id: "v3-machine-event",
    behaviour: "a machine's event has no attributes and no groups, and the user name ClientCredentials",
    source: ENDPOINT,
    certainty: "documented",
    needs: ["write", "probe", "oauth"],
    expected: {
      version: "3",
      triggerSource: "TokenGeneration_ClientCredentials",
      userName: "ClientCredentials",
      userAttributes: {},
      groupConfiguration: null,
    },
    observe: async (world) => {
      const { event } = await machine(world);
      const { userAttributes = null, groupConfiguration = "absent" } = event.request as JsonRecord;
      const { version = null, triggerSource = null, userName = null } = event;
      return { version, triggerSource, userName, userAttributes, groupConfiguration };
    },
  },
  {
    id: "v3-machine-metadata",
    behaviour: "aws_client_metadata reaches the trigger for machines",
    source: ENDPOINT,
    certainty: "documented",
    needs: ["write", "probe", "oauth"],
    expected: { job: "parity" },
    observe: async (world) => {
      const { event } = await machine(world, { job: "parity" });
      return (event.request as JsonRecord | undefined)?.clientMetadata ?? null;
    },
  },
  {
    id: "v3-machine-no-metadata",
    behaviour: "without it clientMetadata is null",
    source: "public unit tests of V3 functions",
    certainty: "observed",
    needs: ["write", "probe", "oauth"],
    expected: null,
    observe: async (world) => {
      const { event } = await machine(world);
      const { clientMetadata = "absent" } = (event.request ?? {}) as JsonRecord;
      return clientMetadata;
    },
  },
  {
    id: "client-token",
    behaviour: "GetClientToken gives a machine token without a domain, with every scope of the client",
    source: "Scopes, M2M, and resource servers",
    certainty: "documented",
    needs: ["write"],
    expected: { members: ["AccessToken", "ExpiresIn", "TokenType"], sub: "the client", scopes: 1 },
    observe: async (world) => {
      const client = await world.newClient({
        GenerateSecret: true,
        ExplicitAuthFlows: ["ALLOW_CLIENT_TOKEN_AUTH"],
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: ["client_credentials"],
        AllowedOAuthScopes: [`${await world.newResourceServer()}/read`],
      });
      const { ClientAuthenticationResult } = await world.must("GetClientToken", {
        ClientId: client.clientId,
        Secret: client.clientSecret,
      });
      const result = ClientAuthenticationResult as JsonRecord;
      const claims = payloadOf(String(result.AccessToken));
      return {
        members: names(result),
        sub: claims.sub === client.clientId ? "the client" : "something else",
        scopes: String(claims.scope).split(" ").length,
      };
    },
  },
  {
    id: "new-password-source",
    behaviour:
      "the answer to NEW_PASSWORD_REQUIRED sends TokenGeneration_NewPasswordChallenge, with its ClientMetadata",
    source: "Pre token generation Lambda trigger; another table does not list it for this operation",
    certainty: "uncertain",
    needs: ["write", "probe"],
    expected: { triggerSource: "TokenGeneration_NewPasswordChallenge", clientMetadata: { parity: "value" } },
    observe: async (world) => {
      const client = await world.client();
      const user = await world.newUser({ isTemporary: true });
      const { Session } = await world.must("InitiateAuth", world.passwordAuth(client, user));
      const output = await world.must("RespondToAuthChallenge", {
        ClientId: client.clientId,
        ChallengeName: "NEW_PASSWORD_REQUIRED",
        Session,
        ChallengeResponses: { USERNAME: user.name, NEW_PASSWORD: `${user.password}2` },
        ClientMetadata: { parity: "value" },
      });
      const { event = {} } = world.tokens(output);
      return {
        triggerSource: event.triggerSource ?? null,
        clientMetadata: (event.request as JsonRecord | undefined)?.clientMetadata ?? null,
      };
    },
  },
  {
    id: "no-trigger-defaults",
    behaviour: "without a trigger the tokens have their default claims",
    source: TRIGGER,
    certainty: "documented",
    needs: ["write", "local"],
    expected: true,
    observe: async (world) => {
      const pool = await world.inNewPool({ UsernameAttributes: ["email"] });
      const plain = await pool.signIn(await pool.client(), await pool.newUser());
      const probed = await world.signIn(await world.client(), await world.newUser());
      return JSON.stringify(claimTypes(plain.access)) === JSON.stringify(claimTypes(probed.access));
    },
  },
]);
