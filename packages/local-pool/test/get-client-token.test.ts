// How does a machine get a token from the API, without a domain or OAuth flows?
import { type ExplicitAuthFlowsType, GetClientTokenCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLIENT_IDS } from "./world/blueprint.ts";
import { addClient } from "./world/clients.ts";
import { NOW_MS, openWorld, verified, type World } from "./world/world.ts";

const SCOPES = ["orders/read", "orders/write"];

let world: World;
let client: { readonly ClientId: string; readonly ClientSecret: string };
beforeAll(async () => {
  world = await openWorld({
    handler: (event) => {
      const { clientMetadata } = event.request as { clientMetadata: Record<string, string> | null };
      if (clientMetadata?.job === "refused") throw new Error("not this one");
      const claimsToAddOrOverride = { job: clientMetadata?.job ?? "none" };
      const details = { accessTokenGeneration: { claimsToAddOrOverride } };
      return { ...event, response: { claimsAndScopeOverrideDetails: details } };
    },
  });
  client = await addClient(world, {
    GenerateSecret: true,
    // The SDK knows the call, but not yet the flow.
    ExplicitAuthFlows: ["ALLOW_CLIENT_TOKEN_AUTH" as ExplicitAuthFlowsType],
    AllowedOAuthScopes: SCOPES,
  });
});
afterAll(() => world.close());

function call(change: { ClientId?: string; Secret?: string; Scopes?: string[]; job?: string }) {
  const { job, ...input } = change;
  const ClientMetadata = job === undefined ? undefined : { job };
  const defaults = { ClientId: client.ClientId, Secret: client.ClientSecret };
  return world.sdk.send(new GetClientTokenCommand({ ...defaults, ...input, ClientMetadata }));
}

describe("GetClientToken", () => {
  it("gives an access token with all scopes of the client, and the trigger has its say", async () => {
    const { ClientAuthenticationResult: result } = await call({ job: "nightly" });
    expect(result).toEqual({ AccessToken: expect.any(String), ExpiresIn: 3600, TokenType: "Bearer" });
    expect(await verified(world, result?.AccessToken ?? "")).toMatchObject({
      sub: client.ClientId,
      client_id: client.ClientId,
      token_use: "access",
      scope: SCOPES.join(" "),
      job: "nightly",
      exp: NOW_MS / 1000 + 3600,
    });
    expect(world.events.at(-1)).toMatchObject({
      triggerSource: "TokenGeneration_ClientCredentials",
      userName: "ClientCredentials",
      request: { scopes: SCOPES, clientMetadata: { job: "nightly" } },
    });
  });

  it("gives the scopes that are asked for", async () => {
    const { ClientAuthenticationResult: result } = await call({ Scopes: ["orders/write"] });
    expect((await verified(world, result?.AccessToken ?? "")).scope).toBe("orders/write");
  });

  it.each([
    { what: "a wrong secret", change: { Secret: "x".repeat(52) }, name: "NotAuthorizedException" },
    {
      what: "a client without the flow",
      change: { ClientId: CLIENT_IDS.batch.clientId, Secret: CLIENT_IDS.batch.clientSecret },
      name: "NotAuthorizedException",
    },
    { what: "an unknown client", change: { ClientId: "7unknown" }, name: "ResourceNotFoundException" },
    { what: "no secret", change: { Secret: "" }, name: "InvalidParameterException" },
    {
      what: "a scope of the pool that is not the client's",
      change: { Scopes: ["orders/read", "orders/delete"] },
      name: "InvalidParameterException",
    },
    { what: "a scope for people", change: { Scopes: ["openid"] }, name: "InvalidParameterException" },
    {
      what: "51 scopes",
      change: { Scopes: Array.from({ length: 51 }, () => "orders/read") },
      name: "InvalidParameterException",
    },
    { what: "a trigger that denies", change: { job: "refused" }, name: "UserLambdaValidationException" },
  ])("refuses $what with $name", async ({ change, name }) => {
    await expect(call(change)).rejects.toMatchObject({ name });
  });
});
