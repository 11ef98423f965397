// Does aws-jwt-verify, the verifier that AWS publishes, accept the pool's tokens, and refuse what differs?
import { JwtVerifier } from "aws-jwt-verify";
import { validateCognitoJwtFields } from "aws-jwt-verify/cognito-verifier";
import type { Jwks } from "aws-jwt-verify/jwk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CLIENT_IDS } from "./world/blueprint.ts";
import { EMAIL } from "./world/calls.ts";
import { hostedTokens, openHostedWorld, WEB } from "./world/hosted.ts";
import { addUser, signIn, tokenRequest, type World } from "./world/world.ts";

const { clientId, clientSecret } = CLIENT_IDS.batch;

interface Expected {
  readonly tokenUse: "id" | "access";
  readonly clientId: string;
  readonly scope?: string;
  readonly groups?: string;
}

let world: World;
let jwks: Jwks;
const tokens: Record<"hostedId" | "hostedAccess" | "apiId" | "apiAccess" | "machine", string> = {
  hostedId: "",
  hostedAccess: "",
  apiId: "",
  apiAccess: "",
  machine: "",
};
beforeAll(async () => {
  world = await openHostedWorld({ clock: Date.now });
  await addUser(world, EMAIL, { email_verified: "true" });
  jwks = (await (await fetch(world.pool.jwksUri)).json()) as Jwks;
  const hosted = await hostedTokens(world);
  const api = await signIn(world, EMAIL);
  const form = { grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret };
  const { body } = await tokenRequest(world, form);
  Object.assign(tokens, {
    hostedId: hosted.idToken,
    hostedAccess: hosted.accessToken,
    apiId: api.idToken,
    apiAccess: api.accessToken,
    machine: String(body.access_token),
  });
});
afterAll(() => world.close());

/** Its Cognito verifier builds the issuer of AWS itself; its general one, with the same checks of claims, takes ours. */
function verify(
  token: string,
  { scope, ...cognito }: Expected,
  issuer = world.pool.issuer,
): Record<string, unknown> {
  const verifier = JwtVerifier.create({
    issuer,
    jwksUri: world.pool.jwksUri,
    audience: null,
    ...(scope === undefined ? {} : { scope }),
    customJwtCheck: ({ payload }) => validateCognitoJwtFields(payload, { groups: null, ...cognito }),
  });
  verifier.cacheJwks(jwks);
  return verifier.verifySync(token);
}

const ACCEPTED: readonly { token: keyof typeof tokens; expected: Expected }[] = [
  { token: "hostedId", expected: { tokenUse: "id", clientId: WEB } },
  { token: "hostedAccess", expected: { tokenUse: "access", clientId: WEB, scope: "email" } },
  { token: "apiId", expected: { tokenUse: "id", clientId: WEB } },
  {
    token: "apiAccess",
    expected: { tokenUse: "access", clientId: WEB, scope: "aws.cognito.signin.user.admin" },
  },
  { token: "machine", expected: { tokenUse: "access", clientId, scope: "orders/write" } },
];

describe.each(ACCEPTED)("the token $token", ({ token, expected }) => {
  it("is accepted", () => {
    expect(verify(tokens[token], expected)).toMatchObject({ token_use: expected.tokenUse });
  });

  it.each([
    { what: "the other use", change: { tokenUse: expected.tokenUse === "id" ? "access" : "id" } as const },
    { what: "another client", change: { clientId: "7another" } },
    { what: "a group that it does not name", change: { groups: "ADMINS" } },
    { what: "a scope that it does not have", change: { scope: "orders/delete" } },
  ])("is refused for $what", ({ change }) => {
    expect(() => verify(tokens[token], { ...expected, ...change })).toThrow();
  });

  it("is refused for another issuer, and with another token's signature", () => {
    expect(() => verify(tokens[token], expected, `${world.pool.issuer}x`)).toThrow();
    const other = token === "apiAccess" ? tokens.machine : tokens.apiAccess;
    const [header, payload] = tokens[token].split(".");
    expect(() => verify(`${header}.${payload}.${other.split(".")[2]}`, expected)).toThrow();
  });
});
