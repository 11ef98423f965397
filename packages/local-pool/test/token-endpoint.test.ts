// What does the token endpoint give a machine, and what does it refuse?
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLIENT_IDS } from "./world/blueprint.ts";
import { NOW_MS, openWorld, startWorld, tokenRequest, verified, type World } from "./world/world.ts";

const { clientId, clientSecret } = CLIENT_IDS.batch;
const NOW = NOW_MS / 1000;
const BODY = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString("base64")}`,
});

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe("client_credentials", () => {
  it("gives an access token with a machine's default claims and nothing else", async () => {
    const { status, headers, body } = await tokenRequest(world, BODY);
    expect(status).toBe(200);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(body).toEqual({ access_token: expect.any(String), expires_in: 900, token_type: "Bearer" });
    expect(await verified(world, String(body.access_token))).toEqual({
      sub: clientId,
      client_id: clientId,
      iss: world.pool.issuer,
      token_use: "access",
      scope: "orders/read orders/write",
      version: 2,
      jti: expect.any(String),
      auth_time: NOW,
      iat: NOW,
      exp: NOW + 900,
    });
  });

  it.each([
    { what: "in the body", form: BODY, headers: {} },
    { what: "by HTTP Basic", form: { grant_type: BODY.grant_type }, headers: basic(clientId, clientSecret) },
    {
      what: "by HTTP Basic with the same client_id in the body",
      form: { grant_type: BODY.grant_type, client_id: clientId },
      headers: basic(clientId, clientSecret),
    },
  ])("authenticates a client $what", async ({ form, headers }) => {
    expect((await tokenRequest(world, form, headers)).status).toBe(200);
  });

  it.each([
    { what: "no scope", scope: "", granted: "orders/read orders/write" },
    { what: "one scope", scope: "orders/write", granted: "orders/write" },
    { what: "a scope twice", scope: "orders/read orders/read", granted: "orders/read" },
  ])("grants '$granted' when asked for $what", async ({ scope, granted }) => {
    const { body } = await tokenRequest(world, { ...BODY, scope });
    expect((await verified(world, String(body.access_token))).scope).toBe(granted);
  });

  const server = CLIENT_IDS.server;
  it.each([
    {
      what: "a wrong secret",
      form: { ...BODY, client_secret: "wrong" },
      status: 401,
      error: "invalid_client",
    },
    { what: "no secret", form: { ...BODY, client_secret: "" }, status: 401, error: "invalid_client" },
    {
      what: "an unknown client",
      form: { ...BODY, client_id: "7unknown" },
      status: 401,
      error: "invalid_client",
    },
    {
      what: "a wrong secret by HTTP Basic",
      form: { grant_type: BODY.grant_type },
      headers: basic(clientId, "wrong"),
      status: 401,
      error: "invalid_client",
    },
    {
      what: "a header of another scheme",
      form: { grant_type: BODY.grant_type },
      headers: { authorization: "Bearer x" },
      status: 401,
      error: "invalid_client",
    },
    {
      what: "both ways at once",
      form: BODY,
      headers: basic(clientId, clientSecret),
      error: "invalid_request",
    },
    { what: "no client at all", form: { grant_type: BODY.grant_type }, error: "invalid_request" },
    {
      what: "a client of people",
      form: { ...BODY, client_id: server.clientId, client_secret: server.clientSecret },
      error: "unauthorized_client",
    },
    { what: "no grant type", form: { ...BODY, grant_type: "" }, error: "invalid_request" },
    {
      what: "another grant type",
      form: { ...BODY, grant_type: "password" },
      error: "unsupported_grant_type",
    },
    { what: "a scope that does not exist", form: { ...BODY, scope: "orders/fly" }, error: "invalid_scope" },
    {
      what: "a scope of the pool that the client may not have, beside one that it may",
      form: { ...BODY, scope: "orders/read orders/delete" },
      error: "invalid_grant",
    },
    { what: "a system scope", form: { ...BODY, scope: "openid" }, error: "invalid_grant" },
    {
      what: "a repeated parameter",
      form: `${new URLSearchParams(BODY)}&scope=orders/read&scope=orders/read`,
      error: "invalid_request",
    },
    {
      what: "metadata that is not JSON",
      form: { ...BODY, aws_client_metadata: "{" },
      error: "invalid_request",
    },
    {
      what: "metadata that is not all text",
      form: { ...BODY, aws_client_metadata: '{"job":1}' },
      error: "invalid_request",
    },
    {
      what: "a body of JSON",
      form: JSON.stringify(BODY),
      headers: { "content-type": "application/json" },
      error: "invalid_request",
    },
    { what: "a body of more than 1 MiB", form: `x=${"x".repeat(1024 * 1024)}`, error: "invalid_request" },
  ])("refuses $what with $error, and calls no trigger", async ({ form, headers, status = 400, error }) => {
    const before = world.events.length;
    const answer = await tokenRequest(world, form as never, headers as never);
    expect(answer).toMatchObject({ status, body: { error } });
    expect(answer.body.access_token).toBeUndefined();
    expect(answer.headers.get("www-authenticate") === null).toBe(status !== 401);
    expect(world.events).toHaveLength(before);
  });

  it.each(["V1_0", "V2_0"] as const)(
    "calls no trigger of %s and issues the default claims",
    async (eventVersion) => {
      const own = await startWorld({ eventVersion });
      expect((await tokenRequest(own, BODY)).status).toBe(200);
      expect(own.events).toEqual([]);
    },
  );

  it("gives no token when the trigger refuses, and says what the function said", async () => {
    const own = await startWorld({
      handler: () => {
        throw new Error("not for machines");
      },
    });
    const { status, body } = await tokenRequest(own, BODY);
    expect(status).toBe(400);
    expect(body).toEqual({
      error: "invalid_grant",
      error_description: "PreTokenGeneration failed with error not for machines.",
    });
    expect(own.logLines).toContainEqual("token 400 invalid_grant (TRIGGER_THREW)");
  });
});
