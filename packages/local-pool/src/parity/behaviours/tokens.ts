// What do tokens of the API carry?

import { area } from "../behaviour.ts";
import type { Json, JsonRecord } from "../json.ts";
import { PROBE_CLAIM } from "../probe.ts";
import { PASSWORD_CLIENT } from "../world.ts";

const ACCESS = "Understanding the access token";
const ID = "Understanding the identity (ID) token";

/** The JSON type of each claim, by name in alphabetical order. What the probe adds is left out. */
export function claimTypes(claims: JsonRecord | undefined): JsonRecord {
  const names = Object.keys(claims ?? {}).filter((name) => name !== PROBE_CLAIM);
  return Object.fromEntries(names.sort().map((name) => [name, typeOf(claims?.[name])]));
}

function typeOf(value: Json | undefined): string {
  if (Array.isArray(value)) return `${typeof value[0]}[]`;
  return value === null ? "null" : typeof value;
}

export const TOKENS = area("tokens of the API", [
  {
    id: "access-token-claims",
    behaviour: "the access token of a password sign-in has these claims, and neither `aud` nor `version`",
    source: ACCESS,
    certainty: "documented",
    needs: ["write"],
    expected: {
      auth_time: "number",
      client_id: "string",
      event_id: "string",
      exp: "number",
      iat: "number",
      iss: "string",
      jti: "string",
      origin_jti: "string",
      scope: "string",
      sub: "string",
      token_use: "string",
      username: "string",
    },
    observe: async (world) => {
      const tokens = await world.signIn(await world.client(), await world.newUser());
      return claimTypes(tokens.access);
    },
  },
  {
    id: "access-token-scope",
    behaviour: "the only scope of an API sign-in is aws.cognito.signin.user.admin",
    source: ACCESS,
    certainty: "documented",
    needs: ["write"],
    expected: "aws.cognito.signin.user.admin",
    observe: async (world) => {
      const { access } = await world.signIn(await world.client(), await world.newUser());
      return access.scope ?? null;
    },
  },
  {
    id: "id-token-verified-flags",
    behaviour: "email_verified is a boolean on the ID token, whatever it is in the pool",
    source: ID,
    certainty: "documented",
    needs: ["write"],
    expected: { email: "string", email_verified: true },
    observe: async (world) => {
      const email = "claimsmith-parity@example.com";
      const { UsernameAttributes } = await world.describedPool();
      const attributes = {
        ...((UsernameAttributes as string[] | undefined)?.includes("email") ? {} : { email }),
        email_verified: "true",
      };
      const { id } = await world.signIn(await world.client(), await world.newUser({ attributes }));
      return { email: typeof id?.email, email_verified: id?.email_verified ?? null };
    },
  },
  {
    id: "id-token-audience",
    behaviour: "the ID token names the app client in `aud`, and has no `client_id`",
    source: ID,
    certainty: "documented",
    needs: ["write"],
    expected: { aud: "the client", client_id: "undefined" },
    observe: async (world) => {
      const client = await world.client();
      const { id } = await world.signIn(client, await world.newUser());
      return {
        aud: id?.aud === client.clientId ? "the client" : "something else",
        client_id: typeof id?.client_id,
      };
    },
  },
  {
    id: "groups-on-both-tokens",
    behaviour:
      "cognito:groups is on both tokens of a member; roles and preferred role are on the ID token alone",
    source: ID,
    certainty: "documented",
    needs: ["write"],
    expected: {
      access: ["cognito:groups"],
      id: ["cognito:groups", "cognito:preferred_role", "cognito:roles"],
    },
    observe: async (world) => {
      const RoleArn = "arn:aws:iam::111122223333:role/claimsmith-parity";
      const group = await world.newGroup({ Precedence: 1, RoleArn });
      const { access, id } = await world.signIn(
        await world.client(),
        await world.newUser({ groups: [group] }),
      );
      const ofGroups = (claims: JsonRecord | undefined) =>
        Object.keys(claims ?? {})
          .filter((name) => /^cognito:(groups|roles|preferred_role)$/.test(name))
          .sort();
      return { access: ofGroups(access), id: ofGroups(id) };
    },
  },
  {
    id: "no-groups-no-claim",
    behaviour: "a user in no group has no cognito:groups",
    source: ACCESS,
    certainty: "documented",
    needs: ["write"],
    expected: ["undefined", "undefined"],
    observe: async (world) => {
      const { access, id } = await world.signIn(await world.client(), await world.newUser());
      return [typeof access["cognito:groups"], typeof id?.["cognito:groups"]];
    },
  },
  {
    id: "two-keys",
    behaviour: "ID and access tokens are signed by different keys, RS256, named in the key set",
    source: ACCESS,
    certainty: "documented",
    needs: ["write"],
    expected: { algorithms: ["RS256", "RS256"], different: true, published: true },
    observe: async (world) => {
      const answer = await world.must(
        "InitiateAuth",
        world.passwordAuth(await world.client(), await world.newUser()),
      );
      const { AccessToken = "", IdToken = "" } = answer.AuthenticationResult as Record<string, string>;
      const headers = [AccessToken, IdToken].map(headerOf);
      const keySet = await fetch(`${world.target.issuer}/.well-known/jwks.json`);
      const { keys } = (await keySet.json()) as { readonly keys: readonly { readonly kid: string }[] };
      return {
        algorithms: headers.map(({ alg }) => alg ?? null),
        different: headers[0]?.kid !== headers[1]?.kid,
        published: headers.every(({ kid }) => keys.some((key) => key.kid === kid)),
      };
    },
  },
  {
    id: "lifetimes",
    behaviour: "a client's lifetimes count in the units that it states",
    source: "API Reference: TokenValidityUnitsType",
    certainty: "documented",
    needs: ["write"],
    expected: { access: 600, expiresIn: 600, id: 900 },
    observe: async (world) => {
      const client = await world.newClient({
        ...PASSWORD_CLIENT,
        AccessTokenValidity: 10,
        IdTokenValidity: 900,
        TokenValidityUnits: { AccessToken: "minutes", IdToken: "seconds" },
      });
      const output = await world.must("InitiateAuth", world.passwordAuth(client, await world.newUser()));
      const { access, id } = world.tokens(output);
      const { ExpiresIn } = output.AuthenticationResult as JsonRecord;
      return { access: lifetime(access), expiresIn: ExpiresIn ?? null, id: lifetime(id) };
    },
  },
]);

function lifetime(claims: JsonRecord | undefined): number {
  return Number(claims?.exp) - Number(claims?.iat);
}

function headerOf(token: string): Readonly<Record<string, string>> {
  return JSON.parse(Buffer.from(token.split(".")[0] ?? "", "base64url").toString("utf8"));
}
