// The check of the demo's document refuses what a wrong demo would print.
import assert from "node:assert/strict";
import { before, test } from "node:test";
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT } from "jose";
import { demoProblems } from "./check-demo.mjs";

const ISSUER = "http://127.0.0.1:9229/local_Example01";
const ID_REFUSAL = 'Bearer error="invalid_token", error_description="an ID token is not for APIs"';

/** The document of a demo in which everything is right. */
let good;
let keys;

before(async () => {
  keys = { id: await generateKeyPair("RS256"), access: await generateKeyPair("RS256") };
  const jwk = async (use) => ({
    ...(await exportJWK(keys[use].publicKey)),
    kid: use,
    alg: "RS256",
    use: "sig",
  });
  const admin = await user("alice", "admin/* orders/read");
  const customer = await user("bob", "orders/read");
  good = {
    policyHash: "0123456789ab",
    issuer: ISSUER,
    jwks: { keys: [await jwk("id"), await jwk("access")] },
    runs: [
      { ...admin, calls: [call("access", 200), call("id", 401, ID_REFUSAL)] },
      { ...customer, calls: [call("access", 200), lacking("admin/*"), call("id", 401, ID_REFUSAL)] },
      { persona: "carol", client: "web", grant: "sdk", denied: "account_suspended", added: [], calls: [] },
      {
        persona: "partner",
        accessToken: await signed("access", { sub: "partner", scope: "orders/read" }),
        added: [],
        calls: [call("access", 200), lacking("admin/*")],
      },
    ],
  };
});

test("a demo in which everything is right has no problems", async () => {
  assert.deepEqual(await demoProblems(good), []);
});

const CASES = [
  {
    description: "a payload that is not the token's",
    change: ({ runs }) => {
      runs[0].accessToken.payload.sub = "bob";
    },
  },
  {
    description: "a header that is not the token's",
    change: ({ runs }) => {
      runs[0].accessToken.header.typ = "JWT";
    },
  },
  {
    description: "a token of a key that is not in the set",
    change: ({ jwks }) => {
      jwks.keys.pop();
    },
  },
  {
    description: "a token of another issuer",
    change: (demo) => {
      demo.issuer = "http://127.0.0.1:1/other";
    },
  },
  {
    description: "an ID token in the place of an access token",
    change: ({ runs }) => {
      runs[0].accessToken = runs[0].idToken;
    },
  },
  {
    description: "a denied persona with a token",
    change: ({ runs }) => {
      runs[2].accessToken = runs[0].accessToken;
    },
  },
  {
    description: "a denied persona without a reason",
    change: ({ runs }) => {
      delete runs[2].denied;
    },
  },
  {
    description: "a persona without a run",
    change: ({ runs }) => {
      runs.pop();
    },
  },
  {
    description: "an ID token that was let through",
    change: ({ runs }) => {
      runs[0].calls[1].status = 200;
    },
  },
  {
    description: "an ID token that was refused without a reason",
    change: ({ runs }) => {
      delete runs[0].calls[1].wwwAuthenticate;
    },
  },
  {
    description: "a customer whom no route refused",
    change: ({ runs }) => {
      runs[1].calls[1].status = 200;
    },
  },
  {
    description: "a route that refused the scope that it demands",
    change: ({ runs }) => {
      runs[1].calls[1] = lacking("orders/read");
    },
  },
  {
    description: "an addition that is not on the token",
    change: ({ runs }) => {
      runs[0].added[0].name = "orders/write";
    },
  },
  {
    description: "a hash that is none",
    change: (demo) => {
      demo.policyHash = "latest";
    },
  },
];

for (const { description, change } of CASES) {
  test(`refused: ${description}`, async () => {
    const demo = structuredClone(good);
    change(demo);
    assert.notDeepEqual(await demoProblems(demo), []);
  });
}

async function user(persona, scope) {
  const claims = { sub: persona };
  return {
    persona,
    client: "web",
    grant: "sdk",
    eventVersion: "3",
    idToken: await signed("id", claims),
    accessToken: await signed("access", { ...claims, scope }),
    added: [{ token: "access", name: "orders/read", why: "always" }],
  };
}

async function signed(use, claims) {
  const raw = await new SignJWT({ ...claims, token_use: use })
    .setProtectedHeader({ alg: "RS256", kid: use })
    .setIssuer(ISSUER)
    .setExpirationTime("1h")
    .sign(keys[use].privateKey);
  return { raw, header: decodeProtectedHeader(raw), payload: decodeJwt(raw) };
}

function call(token, status, wwwAuthenticate) {
  return { route: "GET /orders", token, status, ...(wwwAuthenticate && { wwwAuthenticate }) };
}

function lacking(scope) {
  return call("access", 403, `Bearer error="insufficient_scope", scope="${scope}"`);
}
