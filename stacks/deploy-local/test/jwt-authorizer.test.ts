import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { authorize } from "../src/http-api/jwt-authorizer.ts";

const AUDIENCE = ["web0client0id"];
const SCOPES = ["orders/read", "admin/*"];
const seconds = () => Math.floor(Date.now() / 1000);

let server: Server;
let issuer: string;
let sign: (claims: Record<string, unknown>, header?: { kid?: string }) => Promise<string>;

beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair("RS256");
  const jwk = { ...(await exportJWK(publicKey)), kid: "one", alg: "RS256", use: "sig" };
  server = createServer((request, response) => {
    const isDiscovery = request.url === "/pool/.well-known/openid-configuration";
    response.end(JSON.stringify(isDiscovery ? { issuer, jwks_uri: `${issuer}/jwks.json` } : { keys: [jwk] }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}/pool`;
  sign = (claims, header = { kid: "one" }) =>
    new SignJWT(claims).setProtectedHeader({ alg: "RS256", ...header }).sign(privateKey);
});
afterAll(() => server.close());

/** A good access token, but for what a row says. */
const good = () => ({
  iss: issuer,
  client_id: "web0client0id",
  exp: seconds() + 900,
  iat: seconds(),
  scope: "orders/read",
});

describe("a JWT authorizer of API Gateway", () => {
  it.each([
    ["lets an access token with one of the scopes pass", 200, {}],
    ["reads scopes from scp where there is no scope", 200, { scope: undefined, scp: ["admin/*"] }],
    ["takes a client id in aud", 200, { aud: "web0client0id", client_id: undefined }],
    [
      "refuses another issuer",
      401,
      { iss: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Another00" },
    ],
    ["refuses another client", 401, { client_id: "another0client" }],
    ["does not look at client_id where there is an aud", 401, { aud: "https://api.example.com" }],
    ["refuses a token without a client", 401, { client_id: undefined }],
    ["refuses a token that has expired", 401, { exp: 1 }],
    ["refuses a token without an expiry", 401, { exp: undefined }],
    ["refuses a token that is not valid yet", 401, { nbf: 4_000_000_000 }],
    ["refuses a token of the future", 401, { iat: 4_000_000_000 }],
    ["refuses for its scopes a token that has none of them", 403, { scope: "orders/write" }],
    ["refuses for its scopes a token without any", 403, { scope: undefined }],
    ["does not take a part of a scope for the scope", 403, { scope: "orders/read2 admin" }],
  ])("%s: %i", async (_, status, claims) => {
    const token = await sign({ ...good(), ...claims });
    expect(await authorize({ issuer, audience: AUDIENCE }, token, SCOPES)).toMatchObject({ status });
  });

  it.each([
    ["a key that the issuer does not publish", { kid: "two" }],
    ["a token that names no key", {}],
  ])("refuses %s", async (_, header) => {
    const token = await sign(good(), header);
    expect(await authorize({ issuer, audience: AUDIENCE }, token, SCOPES)).toMatchObject({ status: 401 });
  });

  it("lets any token of the issuer and audience pass where the route has no scopes", async () => {
    const token = await sign({ ...good(), scope: undefined });
    expect(await authorize({ issuer, audience: AUDIENCE }, token, [])).toMatchObject({ status: 200 });
  });
});
