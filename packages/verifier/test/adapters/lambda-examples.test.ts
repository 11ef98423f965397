// Do the examples for Lambda run, and is the README true to them?
import { expect, test } from "vitest";
import { api } from "../../examples/lambda.ts";
import apiText from "../../examples/lambda.ts?raw";
import { authorizers } from "../../examples/lambda-authorizer.ts";
import authorizersText from "../../examples/lambda-authorizer.ts?raw";
import readme from "../../README.md?raw";
import type { HttpApiEvent, RestAuthorizerEvent } from "../../src/adapters/lambda.ts";
import { createVerifier } from "../../src/index.ts";
import { NOW_MS, OPTIONS, PAYLOADS, tokenWith } from "../issuer.ts";
import { contract } from "../sample-policy.ts";

const verifier = createVerifier(contract, { ...OPTIONS, clock: () => NOW_MS });
const READER = `Bearer ${tokenWith()}`;

function event(path: string, authorization?: string): HttpApiEvent {
  return {
    version: "2.0",
    routeKey: `GET ${path}`,
    rawPath: path,
    rawQueryString: "",
    headers: authorization === undefined ? {} : { authorization },
    requestContext: { stage: "$default", http: { method: "GET" } },
  };
}

test("the example for Lambda serves who may, and refuses who may not", async () => {
  const handler = api(verifier);
  const forbidden = `Bearer ${tokenWith({ set: { scope: "openid" } })}`;
  expect(await handler(event("/health"))).toEqual({ statusCode: 200, body: "well" });
  expect(await handler(event("/orders"))).toMatchObject({ statusCode: 401 });
  expect(await handler(event("/orders", forbidden))).toMatchObject({ statusCode: 403 });
  const body = JSON.stringify({ for: PAYLOADS.user.sub });
  expect(await handler(event("/orders", READER))).toEqual({ statusCode: 200, body });
});

test("the example for authorizers allows what a token may do, and nothing else", async () => {
  const { rest, http } = authorizers(verifier);
  const stage = "arn:aws:execute-api:eu-west-1:111122223333:abcdef/prod";
  const asked: RestAuthorizerEvent = {
    type: "TOKEN",
    methodArn: `${stage}/POST/orders`,
    authorizationToken: READER,
  };
  const { policyDocument } = await rest(asked);
  expect(policyDocument.Statement).toEqual([
    {
      Action: "execute-api:Invoke",
      Effect: "Allow",
      Resource: [`${stage}/GET/orders`, `${stage}/HEAD/orders`],
    },
  ]);
  expect(await http(event("/orders", READER))).toMatchObject({ isAuthorized: true });
  expect(await http(event("/unlisted", READER))).toEqual({ isAuthorized: false });
});

test.each([
  ["Lambda", apiText],
  ["authorizers", authorizersText],
])("the README has the example for %s, word for word", (_, text) => {
  expect(readme).toContain(text.slice(text.indexOf("\n") + 1));
});
