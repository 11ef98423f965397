// How does a machine get its token, and what is in it?

import { area } from "../behaviour.ts";
import type { JsonRecord } from "../json.ts";
import { type ParityClient, type ParityWorld, payloadOf } from "../world.ts";
import { claimTypes } from "./tokens.ts";

const ENDPOINT = "The token endpoint";

async function machine(world: ParityWorld): Promise<{ client: ParityClient; scope: string }> {
  const scope = `${await world.newResourceServer()}/read`;
  const client = await world.newClient({
    GenerateSecret: true,
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ["client_credentials"],
    AllowedOAuthScopes: [scope],
  });
  return { client, scope };
}

const GRANT = { grant_type: "client_credentials" };

export const MACHINE = area("machine tokens", [
  {
    id: "machine-answer",
    behaviour: "client credentials give an access token alone",
    source: ENDPOINT,
    certainty: "documented",
    needs: ["write", "oauth"],
    expected: { status: 200, members: ["access_token", "expires_in", "token_type"], token_type: "Bearer" },
    observe: async (world) => {
      const { client } = await machine(world);
      const { status, body } = await world.tokenRequest(client, GRANT);
      return { status, members: Object.keys(body).sort(), token_type: body.token_type ?? null };
    },
  },
  {
    id: "machine-claims",
    behaviour: "the token of a machine has these claims: no user name, no groups, no origin_jti",
    source: "Understanding the access token; samples of decoded tokens",
    certainty: "observed",
    needs: ["write", "oauth"],
    expected: {
      auth_time: "number",
      client_id: "string",
      exp: "number",
      iat: "number",
      iss: "string",
      jti: "string",
      scope: "string",
      sub: "string",
      token_use: "string",
      version: "number",
    },
    observe: async (world) => claimTypes(await machineClaims(world)),
  },
  {
    id: "machine-subject",
    behaviour: "its sub is the client id",
    source: "Understanding the access token",
    certainty: "documented",
    needs: ["write", "oauth"],
    expected: true,
    observe: async (world) => {
      const claims = await machineClaims(world);
      return claims.sub === claims.client_id;
    },
  },
  {
    id: "machine-all-scopes",
    behaviour: "without `scope` the client gets every scope that it may have",
    source: ENDPOINT,
    certainty: "documented",
    needs: ["write", "oauth"],
    expected: true,
    observe: async (world) => {
      const { client, scope } = await machine(world);
      const { body } = await world.tokenRequest(client, GRANT);
      return payloadOf(String(body.access_token)).scope === scope;
    },
  },
  {
    id: "scope-unknown",
    behaviour: "a scope that does not exist is refused with invalid_scope",
    source: "The token endpoint; other pages say that it is dropped",
    certainty: "uncertain",
    needs: ["write", "oauth"],
    expected: { status: 400, error: "invalid_scope" },
    observe: async (world) => {
      const { client } = await machine(world);
      const { status, body } = await world.tokenRequest(client, { ...GRANT, scope: "nowhere/nothing" });
      return { status, error: body.error ?? null };
    },
  },
  {
    id: "scope-not-allowed",
    behaviour: "a scope that exists, but that the client may not have, is refused with invalid_grant",
    source: "The token endpoint; other pages say that it is dropped",
    certainty: "uncertain",
    needs: ["write", "oauth"],
    expected: { status: 400, error: "invalid_grant" },
    observe: async (world) => {
      const { client } = await machine(world);
      const scope = `${await world.newResourceServer()}/read`;
      const { status, body } = await world.tokenRequest(client, { ...GRANT, scope });
      return { status, error: body.error ?? null };
    },
  },
  {
    id: "wrong-secret",
    behaviour: "a wrong client secret is refused with invalid_client",
    source: ENDPOINT,
    certainty: "documented",
    needs: ["write", "oauth"],
    expected: "invalid_client",
    observe: async (world) => {
      const { client } = await machine(world);
      const { body } = await world.tokenRequest({ ...client, clientSecret: "wrong" }, GRANT);
      return body.error ?? null;
    },
  },
  {
    id: "wrong-secret-status",
    behaviour: "the status of invalid_client is 401",
    source: "RFC 6749, section 5.2; The token endpoint lists 400 for every error",
    certainty: "uncertain",
    needs: ["write", "oauth"],
    expected: 401,
    observe: async (world) => {
      const { client } = await machine(world);
      return (await world.tokenRequest({ ...client, clientSecret: "wrong" }, GRANT)).status;
    },
  },
  {
    id: "grant-unknown",
    behaviour: "an unknown grant type is refused with unsupported_grant_type",
    source: ENDPOINT,
    certainty: "documented",
    needs: ["write", "oauth"],
    expected: { status: 400, error: "unsupported_grant_type" },
    observe: async (world) => {
      const { client } = await machine(world);
      const { status, body } = await world.tokenRequest(client, { grant_type: "password" });
      return { status, error: body.error ?? null };
    },
  },
]);

async function machineClaims(world: ParityWorld): Promise<JsonRecord> {
  const { client } = await machine(world);
  const { body } = await world.tokenRequest(client, GRANT);
  return payloadOf(String(body.access_token));
}
