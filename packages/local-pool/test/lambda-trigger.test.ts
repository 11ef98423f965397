// Does a function of the Lambda API run as the trigger, if it may, and does its failure stay its own?
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  type CreateUserPoolCommandInput,
  InitiateAuthCommand,
  ListUserPoolClientsCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import {
  AddPermissionCommand,
  CreateAliasCommand,
  CreateFunctionCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { decodeJwt } from "jose";
import { describe, expect, it, onTestFinished } from "vitest";
import type { InvocationLog, LocalCloudOptions } from "../src/index.ts";
import {
  ACCOUNT,
  type CloudWorld,
  createPasswordClient,
  createPool,
  ROLE,
  refusalOf,
  startCloud,
  zipOf,
} from "./world/cloud.ts";
import { PASSWORD } from "./world/world.ts";

const ARN = `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:trigger`;

/** Adds a claim that says which code ran, in which process; a user's name tells it to fail. */
const code = (release: string) => `
  let count = 0;
  exports.handler = async (event, context) => {
    count += 1;
    const { userName } = event;
    console.log("hello " + userName);
    if (userName === "crash") process.exit(1);
    if (userName === "memory") { const hoard = []; for (;;) hoard.push(new Array(100000).fill(hoard.length)); }
    if (userName === "hang") await new Promise(() => {});
    if (userName === "large") event.response = { filler: "x".repeat(6291457) };
    else event.response = { claimsAndScopeOverrideDetails: { accessTokenGeneration: { claimsToAddOrOverride: {
      release: ${JSON.stringify(release)}, count, arn: context.invokedFunctionArn, stage: process.env.STAGE ?? "none" } } } };
    return event;
  };`;
const zip = (release: string) => zipOf({ "index.js": code(release) });

interface Setup extends CloudWorld {
  readonly userPoolId: string;
  /** Signs a user of this name in and gives the claims of the access token. */
  signIn(name: string): Promise<Record<string, unknown>>;
}

/** A pool whose trigger is a function of the Lambda API, that nobody may call yet. */
async function start(LambdaArn = ARN, options: LocalCloudOptions = {}): Promise<Setup> {
  const world = await startCloud(options);
  await world.lambda.send(
    new CreateFunctionCommand({
      FunctionName: "trigger",
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Role: ROLE,
      Timeout: 30,
      Code: { ZipFile: zip("one") },
      Publish: true,
    }),
  );
  await world.lambda.send(
    new CreateAliasCommand({ FunctionName: "trigger", Name: "live", FunctionVersion: "1" }),
  );
  const config: Partial<CreateUserPoolCommandInput> = {
    LambdaConfig: { PreTokenGenerationConfig: { LambdaArn, LambdaVersion: "V2_0" } },
  };
  const userPoolId = await createPool(world, config);
  const ClientId = await createPasswordClient(world, userPoolId);
  const signIn = async (name: string) => {
    await addUser(world, userPoolId, name);
    const { AuthenticationResult } = await world.cognito.send(
      new InitiateAuthCommand({
        ClientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: name, PASSWORD },
      }),
    );
    return decodeJwt(AuthenticationResult?.AccessToken ?? "");
  };
  return { ...world, userPoolId, signIn };
}

async function addUser({ cognito }: CloudWorld, UserPoolId: string, Username: string): Promise<void> {
  const user = { UserPoolId, Username };
  await cognito.send(new AdminCreateUserCommand(user)).catch(() => undefined);
  await cognito.send(new AdminSetUserPasswordCommand({ ...user, Password: PASSWORD, Permanent: true }));
}

function permit({ lambda, userPoolId }: Setup, change: object = {}): Promise<unknown> {
  return lambda.send(
    new AddPermissionCommand({
      FunctionName: "trigger",
      StatementId: "cognito",
      Action: "lambda:InvokeFunction",
      Principal: "cognito-idp.amazonaws.com",
      SourceArn: `arn:aws:cognito-idp:eu-west-1:${ACCOUNT}:userpool/${userPoolId}`,
      SourceAccount: ACCOUNT,
      ...change,
    }),
  );
}

const DENIED = {
  name: "UnexpectedLambdaException",
  message: "PreTokenGeneration invocation failed due to error AccessDeniedException.",
};

describe("a function of the Lambda API", () => {
  it("runs as the trigger, warm, and with new code and configuration after a change", async () => {
    const world = await start();
    await permit(world);
    expect(await world.signIn("pat")).toMatchObject({ release: "one", count: 1, arn: ARN, stage: "none" });
    expect(await world.signIn("pat")).toMatchObject({ release: "one", count: 2 });
    await world.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: "trigger", ZipFile: zip("two") }));
    expect(await world.signIn("pat")).toMatchObject({ release: "two", count: 1 });
    const Environment = { Variables: { STAGE: "test" } };
    await world.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: "trigger", Environment }));
    expect(await world.signIn("pat")).toMatchObject({ release: "two", count: 1, stage: "test" });
  });

  it("answers with the version that its alias names", async () => {
    const world = await start(`${ARN}:live`);
    await permit(world, { Qualifier: "live" });
    expect(await world.signIn("pat")).toMatchObject({ release: "one", arn: `${ARN}:live` });
    await world.lambda.send(
      new UpdateFunctionCodeCommand({ FunctionName: "trigger", ZipFile: zip("two"), Publish: true }),
    );
    expect(await world.signIn("pat")).toMatchObject({ release: "one" });
    const move = { FunctionName: "trigger", Name: "live", FunctionVersion: "2" };
    await world.lambda.send(new UpdateAliasCommand(move));
    expect(await world.signIn("pat")).toMatchObject({ release: "two" });
    await world.lambda.send(new UpdateAliasCommand({ ...move, FunctionVersion: "1" }));
    expect(await world.signIn("pat")).toMatchObject({ release: "one" });
  });

  it.each<{ what: string; arn: string; change: object | undefined; works: boolean }>([
    { what: "no permission", arn: ARN, change: undefined, works: false },
    {
      what: "a permission for every pool of the region",
      arn: ARN,
      change: { SourceArn: `arn:aws:cognito-idp:eu-west-1:${ACCOUNT}:userpool/*` },
      works: true,
    },
    {
      what: "a permission without conditions",
      arn: ARN,
      change: { SourceArn: undefined, SourceAccount: undefined },
      works: true,
    },
    { what: "a permission for every action", arn: ARN, change: { Action: "lambda:*" }, works: true },
    { what: "a permission to read", arn: ARN, change: { Action: "lambda:GetFunction" }, works: false },
    {
      what: "a permission of another service",
      arn: ARN,
      change: { Principal: "events.amazonaws.com" },
      works: false,
    },
    {
      what: "a permission for another pool",
      arn: ARN,
      change: { SourceArn: `arn:aws:cognito-idp:eu-west-1:${ACCOUNT}:userpool/eu-west-1_Another00` },
      works: false,
    },
    {
      what: "a permission for another account",
      arn: ARN,
      change: { SourceAccount: "210987654321" },
      works: false,
    },
    {
      what: "a permission on the function, called by its alias",
      arn: `${ARN}:live`,
      change: {},
      works: false,
    },
    {
      what: "a permission on the alias, called without it",
      arn: ARN,
      change: { Qualifier: "live" },
      works: false,
    },
    {
      what: "a permission on the version, called by it",
      arn: `${ARN}:1`,
      change: { Qualifier: "1" },
      works: true,
    },
  ])("with $what: a sign-in works = $works", async ({ arn, change, works }) => {
    const world = await start(arn);
    if (change !== undefined) await permit(world, change);
    if (works) expect(await world.signIn("pat")).toMatchObject({ release: "one" });
    else expect(await refusalOf(world.signIn("pat"))).toMatchObject(DENIED);
  });

  it("that is not there refuses every sign-in", async () => {
    const world = await start(`${ARN}-other`);
    expect(await refusalOf(world.signIn("pat"))).toMatchObject({
      name: "UnexpectedLambdaException",
      message: "PreTokenGeneration invocation failed due to error ResourceNotFoundException.",
    });
  });

  it("that crashes, or exhausts its memory, refuses that sign-in only", async () => {
    const invocations: InvocationLog[] = [];
    const world = await start(ARN, { onInvocation: (log) => invocations.push(log) });
    await permit(world);
    const [fine, ...failed] = await Promise.allSettled(
      ["pat", "crash", "memory"].map((name) => world.signIn(name)),
    );
    expect(fine).toMatchObject({ status: "fulfilled", value: { release: "one" } });
    for (const one of failed) {
      expect(one).toMatchObject({ status: "rejected", reason: { name: "UnexpectedLambdaException" } });
    }
    expect(await world.signIn("pat")).toMatchObject({ release: "one" });
    const mine = invocations.filter(({ lines }) => lines.includes("hello pat"));
    expect(mine).toHaveLength(2);
    expect(mine[0]).toMatchObject({ lines: ["hello pat"], outcome: "ANSWERED", functionVersion: "$LATEST" });
    expect(invocations.map(({ outcome }) => outcome)).toContain("TRIGGER_CRASHED");
  });

  it("has its own time limit where that is shorter than Cognito's", async () => {
    const world = await start();
    await permit(world);
    await world.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: "trigger", Timeout: 1 }));
    expect(await refusalOf(world.signIn("hang"))).toMatchObject({
      name: "UnexpectedLambdaException",
      message: expect.stringContaining("Socket timeout while invoking Lambda function"),
    });
    expect(await world.signIn("pat")).toMatchObject({ release: "one" });
  });

  it("may not answer more than six megabytes", async () => {
    const world = await start();
    await permit(world);
    expect(await refusalOf(world.signIn("large"))).toMatchObject({ name: "InvalidLambdaResponseException" });
  });

  it("is still there, with its permission, after a restart", async () => {
    const parent = mkdtempSync(join(tmpdir(), "claimsmith-test-"));
    onTestFinished(() => rmSync(parent, { recursive: true, force: true }));
    const dataDirectory = join(parent, "data");
    const before = await start(`${ARN}:live`, { dataDirectory });
    await permit(before, { Qualifier: "live" });
    expect(await before.signIn("pat")).toMatchObject({ release: "one" });
    await before.close();
    const after = await startCloud({ dataDirectory });
    const { UserPoolClients } = await after.cognito.send(
      new ListUserPoolClientsCommand({ UserPoolId: before.userPoolId, MaxResults: 1 }),
    );
    const { AuthenticationResult } = await after.cognito.send(
      new InitiateAuthCommand({
        ClientId: UserPoolClients?.[0]?.ClientId,
        AuthFlow: "USER_PASSWORD_AUTH",
        AuthParameters: { USERNAME: "pat", PASSWORD },
      }),
    );
    expect(decodeJwt(AuthenticationResult?.AccessToken ?? "")).toMatchObject({ release: "one", count: 1 });
  });
});
