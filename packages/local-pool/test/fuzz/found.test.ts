// What has the fuzzer found? One plain test for each defect that it showed.
import { request as httpRequest } from "node:http";
import { connect } from "node:net";
import {
  AdminUpdateUserAttributesCommand,
  InitiateAuthCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { GetFunctionCommand } from "@aws-sdk/client-lambda";
import { describe, expect, it } from "vitest";
import { CLIENT_IDS, USER_POOL_ID } from "../world/blueprint.ts";
import { EMAIL } from "../world/calls.ts";
import { refusalOf, startCloud } from "../world/cloud.ts";
import { hostedBlueprint } from "../world/hosted.ts";
import { addUser, PASSWORD, startWorld, type World } from "../world/world.ts";

const SIGN_IN = JSON.stringify({
  ClientId: CLIENT_IDS.web.clientId,
  AuthFlow: "USER_PASSWORD_AUTH",
  AuthParameters: { USERNAME: EMAIL, PASSWORD },
});
const TARGET = "AWSCognitoIdentityProviderService.InitiateAuth";

describe("a body without a length", () => {
  it("is read like every other", async () => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const headers = { "x-amz-target": TARGET, "transfer-encoding": "chunked" };
    const status = await new Promise((resolve, reject) => {
      const sent = httpRequest(world.pool.endpoint, { method: "POST", headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.on("error", reject);
      for (const part of [SIGN_IN.slice(0, 20), SIGN_IN.slice(20)]) sent.write(part);
      sent.end();
    });
    expect(status).toBe(200);
  });
});

describe("a body that breaks off", () => {
  const rows = [
    { how: "with its length", framing: `content-length: ${SIGN_IN.length + 1}`, body: SIGN_IN },
    {
      how: "in chunks",
      framing: "transfer-encoding: chunked",
      body: `${SIGN_IN.length.toString(16)}\r\n${SIGN_IN}\r\n`,
    },
  ];
  it.each(rows)("$how is no defect of the pool, and nothing comes of it", async ({ framing, body }) => {
    const world = await startWorld();
    await addUser(world, EMAIL);
    const before = world.logLines.length;
    await brokenOff(
      world,
      `POST / HTTP/1.1\r\nhost: localhost\r\nx-amz-target: ${TARGET}\r\n${framing}\r\n\r\n${body}`,
    );
    const { status } = await fetch(`${world.pool.endpoint}/_claimsmith/outbox`);
    expect(status).toBe(200);
    expect(world.logLines.slice(before).filter((line) => / (200|5\d\d)/.test(line))).toEqual([]);
    expect(world.events).toEqual([]);
  });

  function brokenOff({ pool }: World, text: string): Promise<void> {
    return new Promise((resolve) => {
      const socket = connect(Number(new URL(pool.endpoint).port), "127.0.0.1");
      socket.on("error", () => {});
      socket.on("close", () => resolve());
      socket.on("data", () => {});
      socket.end(text);
    });
  }
});

describe("what the caller made up", () => {
  it("is not in the refusal of a map", async () => {
    const { sdk } = await startWorld();
    const AuthParameters = { USERNAME: EMAIL, "canary\u0000key": {} } as never;
    const call = new InitiateAuthCommand({
      ClientId: CLIENT_IDS.web.clientId,
      AuthFlow: "USER_PASSWORD_AUTH",
      AuthParameters,
    });
    const error = await refusalOf(sdk.send(call));
    expect(error.name).toBe("SerializationException");
    expect(error.message).not.toContain("canary");
  });

  it.each(["canary\u0000", "canary canary", `canary${"x".repeat(40)}`])(
    "is not in the refusal of an attribute that cannot be one",
    async (Name) => {
      const world = await startWorld();
      await addUser(world, EMAIL);
      const user = { UserPoolId: USER_POOL_ID, Username: EMAIL };
      const call = new AdminUpdateUserAttributesCommand({ ...user, UserAttributes: [{ Name, Value: "x" }] });
      const error = await refusalOf(world.sdk.send(call));
      expect(error.name).toBe("InvalidParameterException");
      expect(error.message).not.toContain("canary");
    },
  );

  it("is not in the refusal of a qualifier that cannot be one", async () => {
    const { lambda } = await startCloud();
    const call = new GetFunctionCommand({ FunctionName: "f", Qualifier: "canary\u0000" });
    const error = await refusalOf(lambda.send(call));
    expect(error.name).toBe("ValidationException");
    expect(error.message).not.toContain("canary");
  });
});

describe("a sign-out URL with letters that no header holds", () => {
  it("is gone to, escaped", async () => {
    const url = "https://app.example.org/ü€?ä=%20";
    const { pool } = await startWorld({ blueprint: hostedBlueprint({ logoutUrls: [url] }) });
    const query = new URLSearchParams({ client_id: CLIENT_IDS.web.clientId, logout_uri: url });
    const { status, headers } = await fetch(`${pool.endpoint}/logout?${query}`, { redirect: "manual" });
    expect(status).toBe(302);
    expect(headers.get("location")).toBe("https://app.example.org/%C3%BC%E2%82%AC?%C3%A4=%20");
  });
});
