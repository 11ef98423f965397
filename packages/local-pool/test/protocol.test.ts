// What does the pool answer to what is no proper call? Always a documented error, never a stack trace.
import { connect } from "node:net";
import { AdminListDevicesCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { USER_POOL_ID } from "./world/blueprint.ts";
import { openWorld, type World } from "./world/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const TARGET = "AWSCognitoIdentityProviderService.";

async function post(action: string | undefined, body: string | Uint8Array<ArrayBuffer>) {
  const headers = { "content-type": "application/x-amz-json-1.1" };
  const response = await fetch(world.pool.endpoint, {
    method: "POST",
    headers: action === undefined ? headers : { ...headers, "x-amz-target": action },
    body,
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

describe("a call that the pool does not support", () => {
  it("is refused by its name", async () => {
    const error = await world.sdk
      .send(new AdminListDevicesCommand({ UserPoolId: USER_POOL_ID, Username: "pat@example.org" }))
      .catch((thrown: Error) => thrown);
    expect(error).toMatchObject({
      name: "UnsupportedOperationException",
      message: expect.stringContaining("AdminListDevices"),
      $metadata: { httpStatusCode: 400 },
    });
  });
});

describe("a malformed call", () => {
  const call = `${TARGET}InitiateAuth`;
  const invalidUtf8 = new Uint8Array([0x22, 0xff, 0xfe, 0x22]);
  it.each([
    { what: "no target", action: undefined, body: "{}", type: "UnknownOperationException" },
    {
      what: "a target of another service",
      action: "DynamoDB.GetItem",
      body: "{}",
      type: "UnknownOperationException",
    },
    {
      what: "an inherited name",
      action: `${TARGET}constructor`,
      body: "{}",
      type: "UnknownOperationException",
    },
    { what: "a name that is none", action: `${TARGET}<b>`, body: "{}", type: "UnknownOperationException" },
    { what: "an empty body", action: call, body: "", type: "SerializationException" },
    { what: "truncated JSON", action: call, body: '{"ClientId":', type: "SerializationException" },
    { what: "invalid UTF-8", action: call, body: invalidUtf8, type: "SerializationException" },
    { what: "an array", action: call, body: "[]", type: "SerializationException" },
    { what: "a null", action: call, body: "null", type: "SerializationException" },
    { what: "a number for a text", action: call, body: '{"ClientId":7}', type: "SerializationException" },
    { what: "a missing client", action: call, body: "{}", type: "InvalidParameterException" },
    {
      what: "a client by an inherited name",
      action: call,
      body: '{"ClientId":"__proto__","AuthFlow":"USER_PASSWORD_AUTH"}',
      type: "ResourceNotFoundException",
    },
    {
      what: "parameters that are a list",
      action: call,
      body: '{"ClientId":"7syntheticclient0webapp","AuthFlow":"USER_PASSWORD_AUTH","AuthParameters":["x"]}',
      type: "SerializationException",
    },
    {
      what: "an unknown flow",
      action: call,
      body: '{"ClientId":"7syntheticclient0webapp","AuthFlow":"constructor"}',
      type: "InvalidParameterException",
    },
    {
      what: "deep nesting",
      action: call,
      body: `{"ClientId":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
      type: "SerializationException",
    },
  ])("is refused with $type for $what", async ({ action, body, type }) => {
    const { status, headers, text } = await post(action, body);
    expect(status).toBe(400);
    expect(JSON.parse(text)).toEqual({ __type: type, message: expect.any(String) });
    expect(headers.get("x-amzn-errortype")).toBe(`${type}:`);
    expect(headers.get("content-type")).toBe("application/x-amz-json-1.1");
    expect(text).not.toMatch(/\bat .*:\d+:\d+|node_modules|\.ts/);
  });

  it("is refused where it is larger than 1 MiB, whether or not it says so", async () => {
    const text = JSON.stringify({ ClientId: "x".repeat(1024 * 1024) });
    const announced = await post(call, text);
    expect(announced.status).toBe(413);
    expect(JSON.parse(announced.text)).toMatchObject({ __type: "RequestEntityTooLargeException" });
    expect(await chunked(text)).toContain("RequestEntityTooLargeException");
  });

  /** Posts without a content-length and gives whatever came back. */
  function chunked(text: string): Promise<string> {
    const { port } = new URL(world.pool.endpoint);
    return new Promise((resolve, reject) => {
      let received = "";
      const socket = connect(Number(port), "127.0.0.1");
      socket.on("data", (data) => {
        received += data;
        if (received.includes("}")) socket.destroy();
      });
      socket.on("close", () => resolve(received));
      socket.on("error", (error) => (received === "" ? reject(error) : resolve(received)));
      const head = `POST / HTTP/1.1\r\nhost: localhost\r\nx-amz-target: ${call}\r\ntransfer-encoding: chunked\r\n\r\n`;
      socket.write(`${head}${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`);
    });
  }
});

describe("another URL", () => {
  it.each([
    { method: "GET", path: "/" },
    { method: "GET", path: "/eu-west-1_Other/.well-known/jwks.json" },
    { method: "GET", path: "/oauth2/token" },
    { method: "PUT", path: "/" },
    { method: "GET", path: "/%ff" },
  ])("is 404 for $method $path", async ({ method, path }) => {
    const response = await fetch(world.pool.endpoint + path, { method });
    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ message: expect.any(String) });
  });
});
