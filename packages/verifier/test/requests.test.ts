// Which token does a request carry, and what is answered where it carries none that will do?
import { expect, test } from "vitest";
import {
  createVerifier,
  protectedResourceMetadata,
  type RequestCredentials,
  refusalAnswer,
  requestToken,
  VerificationError,
} from "../src/index.ts";
import { NOW_MS, OPTIONS, tokenWith } from "./issuer.ts";
import { contract } from "./sample-policy.ts";

const H = "Bearer abc.def.ghi";
const CASES: readonly (readonly [string, RequestCredentials, string])[] = [
  ["one header", { authorization: H, url: "/orders" }, "abc.def.ghi"],
  ["one header in a list", { authorization: [H], url: null }, "abc.def.ghi"],
  ["no header", { authorization: undefined, url: "/" }, "TOKEN_MISSING"],
  ["an empty list", { authorization: [], url: "/" }, "TOKEN_MISSING"],
  ["two headers", { authorization: [H, H], url: "/" }, "AUTHORIZATION_MALFORMED"],
  [
    "a header of another scheme beside the token's",
    { authorization: ["Basic dTpw", H], url: "/" },
    "AUTHORIZATION_MALFORMED",
  ],
  ["a token in the query", { authorization: null, url: "/orders?access_token=abc" }, "TOKEN_IN_QUERY"],
  [
    "a token in the query beside one in the header",
    { authorization: H, url: "/?a=1&access_token=abc" },
    "TOKEN_IN_QUERY",
  ],
  [
    "an empty token in the query",
    { authorization: H, url: "https://api.example.org/?access_token" },
    "TOKEN_IN_QUERY",
  ],
  ["a token in the query, encoded", { authorization: H, url: "/?%61ccess%5Ftoken=abc" }, "TOKEN_IN_QUERY"],
  ["another parameter", { authorization: H, url: "/?access_tokens=1&q=access_token" }, "abc.def.ghi"],
  [
    "the word in the path and the fragment",
    { authorization: H, url: "/access_token=1?a#?access_token=1" },
    "abc.def.ghi",
  ],
  [
    "a header of a megabyte",
    { authorization: `Bearer ${"a".repeat(1_048_576)}`, url: "/" },
    "TOKEN_TOO_LARGE",
  ],
];

test.each(CASES)("%s", (_, credentials, expected) => {
  let result: string;
  try {
    result = requestToken(credentials);
  } catch (error) {
    result = (error as VerificationError).code;
  }
  expect(result).toBe(expected);
});

const STATUS = [
  ["TOKEN_MISSING", 401],
  ["TOKEN_IN_QUERY", 400],
  ["AUTHORIZATION_MALFORMED", 400],
  ["TOKEN_REVOKED", 401],
  ["AUTHENTICATION_TOO_OLD", 401],
  ["INSUFFICIENT_CLAIM", 403],
  ["KEYS_UNAVAILABLE", 503],
  ["REVOCATION_UNKNOWN", 503],
] as const;

test.each(STATUS)("%s is answered with %i", (code, status) => {
  const { status: own, headers, body } = refusalAnswer(new VerificationError(code));
  expect(own).toBe(status);
  expect(JSON.parse(body)).toMatchObject({ code, status });
  expect(headers["www-authenticate"] === undefined).toBe(status === 503);
  expect(Number(headers["retry-after"]) > 0).toBe(status === 503);
});

test("the challenge of an old sign-in says how recent it must be", () => {
  const error = new VerificationError("AUTHENTICATION_TOO_OLD", { maxAgeSeconds: 300 });
  expect(error.challenge()).toMatch(/^Bearer error="insufficient_user_authentication", max_age="300", /);
});

const METADATA = protectedResourceMetadata({
  resource: "https://api.example.org/orders",
  issuers: ["https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Syn7hPool"],
  scopes: ["orders/read"],
});

test("the metadata of an API is at the well-known path before its own", () => {
  expect(METADATA).toEqual({
    path: "/.well-known/oauth-protected-resource/orders",
    url: "https://api.example.org/.well-known/oauth-protected-resource/orders",
    document: {
      resource: "https://api.example.org/orders",
      authorization_servers: ["https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Syn7hPool"],
      scopes_supported: ["orders/read"],
      bearer_methods_supported: ["header"],
    },
  });
  const root = { ...METADATA.document, issuers: [], scopes: [], resource: "https://api.example.org/" };
  expect(protectedResourceMetadata(root).path).toBe("/.well-known/oauth-protected-resource");
  for (const resource of ["/orders", "https://api.example.org/?a", "https://api.example.org/#a"])
    expect(() => protectedResourceMetadata({ ...root, resource })).toThrow(TypeError);
});

test("challenges name the metadata where the verifier knows it, and the scopes to ask for", async () => {
  const verifier = createVerifier(contract, {
    ...OPTIONS,
    resourceMetadata: METADATA.url,
    clock: () => NOW_MS,
  });
  const requirement = { scopes: { all: ["orders/write"] } } as const;
  const challengeTo = (authorization?: string) =>
    verifier.verifyRequest({ authorization, url: null }, requirement).then(
      () => "accepted",
      (error: VerificationError) => error.challenge(),
    );
  const named = `resource_metadata="${METADATA.url}"`;
  expect(await challengeTo()).toBe(`Bearer scope="orders/write", ${named}`);
  expect(await challengeTo(`Bearer ${tokenWith()}`)).toMatch(
    new RegExp(`^Bearer error="insufficient_scope", scope="orders/write", .*, ${named}$`),
  );
  expect(await challengeTo(`Bearer ${tokenWith({ set: { scope: "orders/write" } })}`)).toBe("accepted");
});
