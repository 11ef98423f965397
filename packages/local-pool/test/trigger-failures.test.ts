// Which of Cognito's errors does a failing trigger become? No failure leaves a token behind.
import { describe, expect, it } from "vitest";
import { inProcessTrigger, TriggerError, type TriggerInvoker } from "../src/index.ts";
import { CLIENT_IDS } from "./world/blueprint.ts";
import { addUser, refresh, signIn, startWorld, tokenRequest } from "./world/world.ts";

const EMAIL = "pat@example.org";

interface Row {
  readonly what: string;
  readonly trigger: TriggerInvoker;
  readonly name: string;
  readonly message: string;
  readonly logged: string;
}

const answering = (answer: (event: Record<string, unknown>) => unknown) => inProcessTrigger(answer);
const failing = (code: ConstructorParameters<typeof TriggerError>[0]): TriggerInvoker => ({
  invoke: () => Promise.reject(new TriggerError(code, "inner text that nobody sees")),
  close: async () => {},
});
const shape = (what: string, answer: (event: Record<string, unknown>) => unknown): Row => ({
  what,
  trigger: answering(answer),
  name: "InvalidLambdaResponseException",
  message: "Unrecognizable lambda output",
  logged: "TypeError",
});
const unavailable = (
  what: string,
  code: ConstructorParameters<typeof TriggerError>[0],
  word: string,
): Row => ({
  what,
  trigger: failing(code),
  name: "UnexpectedLambdaException",
  message: `PreTokenGeneration invocation failed due to error ${word}.`,
  logged: code,
});

const rows: readonly Row[] = [
  {
    what: "a function that throws",
    trigger: answering(() => {
      throw new Error("come back later");
    }),
    name: "UserLambdaValidationException",
    message: "PreTokenGeneration failed with error come back later.",
    logged: "TRIGGER_THREW",
  },
  {
    what: "a function that throws what is no error",
    trigger: answering(() => Promise.reject("plain text")),
    name: "UserLambdaValidationException",
    message: "PreTokenGeneration failed with error plain text.",
    logged: "TRIGGER_THREW",
  },
  {
    what: "an answer that JSON cannot express",
    trigger: answering(() => ({ count: 1n })),
    name: "InvalidLambdaResponseException",
    message: "Invalid lambda function output : Invalid JSON",
    logged: "TRIGGER_ANSWER_NOT_JSON",
  },
  {
    what: "a function that does not answer in time",
    trigger: inProcessTrigger(() => new Promise(() => {}), { timeoutMs: 20 }),
    name: "UnexpectedLambdaException",
    message:
      "PreTokenGeneration invocation failed due to error Socket timeout while invoking Lambda function.",
    logged: "TRIGGER_TIMED_OUT",
  },
  unavailable("a function that is not there", "TRIGGER_MISSING", "ResourceNotFoundException"),
  unavailable("a function that crashes", "TRIGGER_CRASHED", "Unhandled"),
  shape("nothing at all", () => undefined),
  shape("a text", () => "ok"),
  shape("the response without the event", () => ({ claimsAndScopeOverrideDetails: {} })),
  shape("the container of version 1", (event) => ({
    ...event,
    response: { claimsOverrideDetails: { claimsToSuppress: [] } },
  })),
  shape("a list of claims instead of a map", (event) => ({
    ...event,
    response: {
      claimsAndScopeOverrideDetails: { accessTokenGeneration: { claimsToAddOrOverride: ["plan"] } },
    },
  })),
];

describe("a failing trigger", () => {
  it.each(rows)("is $name for $what: no token for a person or a machine", async (row) => {
    const world = await startWorld({ trigger: row.trigger });
    await addUser(world, EMAIL);
    await expect(signIn(world, EMAIL)).rejects.toMatchObject({
      name: row.name,
      message: row.message,
      $metadata: { httpStatusCode: 400 },
    });
    const { status, body } = await tokenRequest(world, {
      grant_type: "client_credentials",
      client_id: CLIENT_IDS.batch.clientId,
      client_secret: CLIENT_IDS.batch.clientSecret,
    });
    expect({ status, body }).toEqual({
      status: 400,
      body: { error: "invalid_grant", error_description: row.message },
    });
    expect(world.logLines).toContainEqual(`InitiateAuth 400 ${row.name} (${row.logged})`);
    expect(world.logLines.join("\n")).not.toContain("come back later");
  });

  it("refuses a refresh too, and the refresh token still works afterwards", async () => {
    let denies = false;
    const world = await startWorld({
      handler: (event) => {
        if (denies) throw new Error("not now");
        return event;
      },
    });
    await addUser(world, EMAIL);
    const { refreshToken } = await signIn(world, EMAIL);
    denies = true;
    await expect(refresh(world, refreshToken)).rejects.toMatchObject({
      name: "UserLambdaValidationException",
    });
    denies = false;
    expect((await refresh(world, refreshToken)).AccessToken).toBeDefined();
  });

  it.each([
    { what: "an empty container", response: { claimsAndScopeOverrideDetails: {} } },
    { what: "a null container", response: { claimsAndScopeOverrideDetails: null } },
    { what: "an empty list, as in AWS samples", response: { claimsAndScopeOverrideDetails: [] } },
    { what: "an empty response", response: {} },
    { what: "a null response", response: null },
  ])("is not one that answers $what: nothing changes", async ({ response }) => {
    const world = await startWorld({ handler: (event) => ({ ...event, response }) });
    await addUser(world, EMAIL);
    expect((await signIn(world, EMAIL)).accessToken).not.toBe("");
  });
});
