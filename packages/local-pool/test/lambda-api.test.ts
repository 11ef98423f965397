// Do functions, versions, aliases and permissions come, change and go through the AWS SDK as they do in Lambda?
import {
  AddPermissionCommand,
  type AddPermissionCommandInput,
  CreateAliasCommand,
  CreateFunctionCommand,
  type CreateFunctionCommandInput,
  DeleteAliasCommand,
  DeleteFunctionCommand,
  DeleteFunctionConcurrencyCommand,
  GetAliasCommand,
  GetFunctionCodeSigningConfigCommand,
  GetFunctionCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  InvokeCommand,
  type InvokeCommandInput,
  ListAliasesCommand,
  ListFunctionsCommand,
  ListTagsCommand,
  ListVersionsByFunctionCommand,
  PublishVersionCommand,
  PutFunctionConcurrencyCommand,
  RemovePermissionCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateAliasCommand,
  UpdateFunctionCodeCommand,
  UpdateFunctionConfigurationCommand,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ACCOUNT, type CloudWorld, openCloud, ROLE, startCloud, zipOf } from "./world/cloud.ts";
import { NOW_MS } from "./world/world.ts";

let world: CloudWorld;
beforeAll(async () => {
  world = await openCloud();
});
afterAll(() => world.close());

const arnOf = (name: string) => `arn:aws:lambda:eu-west-1:${ACCOUNT}:function:${name}`;
const answering = (text: string) =>
  zipOf({ "index.js": `exports.handler = async () => ${JSON.stringify(text)};` });

let count = 0;
/** Makes a function with a name of its own and gives the name. */
async function create(change: Partial<CreateFunctionCommandInput> = {}): Promise<string> {
  count += 1;
  const FunctionName = `function-${count}`;
  await world.lambda.send(
    new CreateFunctionCommand({
      FunctionName,
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Role: ROLE,
      Code: { ZipFile: answering("one") },
      ...change,
    }),
  );
  return change.FunctionName ?? FunctionName;
}

async function invoked(FunctionName: string, more: Partial<InvokeCommandInput> = {}) {
  const answer = await world.lambda.send(new InvokeCommand({ FunctionName, ...more }));
  const text = Buffer.from(answer.Payload ?? new Uint8Array()).toString();
  return { ...answer, payload: text === "" ? undefined : JSON.parse(text) };
}

describe("a function", () => {
  it("is described with what Lambda adds", async () => {
    const FunctionName = await create({
      Description: "claims",
      Timeout: 5,
      MemorySize: 256,
      Environment: { Variables: { PARTNER_ID: "p-1" } },
      Architectures: ["arm64"],
      Tags: { team: "identity" },
    });
    const { Configuration, Tags } = await world.lambda.send(new GetFunctionCommand({ FunctionName }));
    expect(Tags).toEqual({ team: "identity" });
    expect(Configuration).toMatchObject({
      FunctionName,
      FunctionArn: arnOf(FunctionName),
      Runtime: "nodejs22.x",
      Handler: "index.handler",
      Role: ROLE,
      Description: "claims",
      Timeout: 5,
      MemorySize: 256,
      Environment: { Variables: { PARTNER_ID: "p-1" } },
      Architectures: ["arm64"],
      PackageType: "Zip",
      State: "Active",
      LastUpdateStatus: "Successful",
      Version: "$LATEST",
      LastModified: new Date(NOW_MS).toISOString().replace("Z", "+0000"),
      CodeSha256: expect.stringMatching(/^[A-Za-z0-9+/]{43}=$/),
      CodeSize: answering("one").length,
    });
    const signing = await world.lambda.send(new GetFunctionCodeSigningConfigCommand({ FunctionName }));
    expect(signing).toMatchObject({ FunctionName });
  });

  it("is found by its ARN and by a part of it", async () => {
    const name = await create();
    for (const FunctionName of [arnOf(name), `${ACCOUNT}:function:${name}`, `function:${name}`]) {
      const found = await world.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
      expect(found.FunctionName).toBe(name);
    }
    const elsewhere = arnOf(name).replace("eu-west-1", "us-east-1");
    await expect(
      world.lambda.send(new GetFunctionConfigurationCommand({ FunctionName: elsewhere })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("changes only what an update names", async () => {
    const FunctionName = await create({ Timeout: 5, Environment: { Variables: { A1: "1", B1: "2" } } });
    const updated = await world.lambda.send(
      new UpdateFunctionConfigurationCommand({ FunctionName, Environment: { Variables: { A1: "3" } } }),
    );
    expect(updated).toMatchObject({ Timeout: 5, Environment: { Variables: { A1: "3" } } });
    await world.lambda.send(
      new UpdateFunctionCodeCommand({
        FunctionName,
        ZipFile: answering("two"),
        RevisionId: updated.RevisionId,
      }),
    );
    expect((await invoked(FunctionName)).payload).toBe("two");
    await expect(
      world.lambda.send(
        new UpdateFunctionCodeCommand({
          FunctionName,
          ZipFile: answering("x"),
          RevisionId: updated.RevisionId,
        }),
      ),
    ).rejects.toMatchObject({ name: "PreconditionFailedException", $metadata: { httpStatusCode: 412 } });
  });

  it.each<{ what: string; change: object; name: string }>([
    {
      what: "no zip",
      change: { Code: { ZipFile: Buffer.from("text") } },
      name: "InvalidParameterValueException",
    },
    {
      what: "code in S3",
      change: { Code: { S3Bucket: "b", S3Key: "k" } },
      name: "InvalidParameterValueException",
    },
    { what: "an image", change: { Code: { ImageUri: "x" } }, name: "InvalidParameterValueException" },
    { what: "another language", change: { Runtime: "python3.13" }, name: "InvalidParameterValueException" },
    {
      what: "a handler outside its package",
      change: { Handler: "../x.handler" },
      name: "InvalidParameterValueException",
    },
    { what: "layers", change: { Layers: [`${arnOf("x")}:1`] }, name: "InvalidParameterValueException" },
    { what: "a role that is none", change: { Role: "admin" }, name: "ValidationException" },
    { what: "16 minutes", change: { Timeout: 901 }, name: "ValidationException" },
    { what: "64 MB", change: { MemorySize: 64 }, name: "ValidationException" },
    { what: "a name with a blank", change: { FunctionName: "a%20b" }, name: "ValidationException" },
    {
      what: "a variable that Lambda sets",
      change: { Environment: { Variables: { AWS_REGION: "x" } } },
      name: "InvalidParameterValueException",
    },
    {
      what: "five kilobytes of variables",
      change: { Environment: { Variables: { AB: "x".repeat(5_000) } } },
      name: "InvalidParameterValueException",
    },
    {
      what: "an entry outside the directory",
      change: { Code: { ZipFile: zipOf({ "../x.js": "" }) } },
      name: "InvalidParameterValueException",
    },
  ])("is refused with $name for $what", async ({ change, name }) => {
    await expect(create(change as Partial<CreateFunctionCommandInput>)).rejects.toMatchObject({ name });
  });

  it("has a name of its own", async () => {
    const FunctionName = await create();
    await expect(create({ FunctionName })).rejects.toMatchObject({
      name: "ResourceConflictException",
      $metadata: { httpStatusCode: 409 },
    });
  });

  it("goes with everything that belongs to it", async () => {
    const FunctionName = await create({ Publish: true });
    await world.lambda.send(new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
    await world.lambda.send(new DeleteFunctionCommand({ FunctionName }));
    await expect(world.lambda.send(new GetFunctionCommand({ FunctionName }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      $metadata: { httpStatusCode: 404 },
    });
    await create({ FunctionName });
    await expect(
      world.lambda.send(new GetAliasCommand({ FunctionName, Name: "live" })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });

  it("is listed, tagged and has a concurrency", async () => {
    const FunctionName = await create();
    const { Functions } = await world.lambda.send(new ListFunctionsCommand({}));
    expect(Functions?.map((one) => one.FunctionName)).toContain(FunctionName);
    const Resource = arnOf(FunctionName);
    await world.lambda.send(new TagResourceCommand({ Resource, Tags: { a: "1", b: "2" } }));
    await world.lambda.send(new UntagResourceCommand({ Resource, TagKeys: ["a"] }));
    expect((await world.lambda.send(new ListTagsCommand({ Resource }))).Tags).toEqual({ b: "2" });
    const reserved = { FunctionName, ReservedConcurrentExecutions: 3 };
    await world.lambda.send(new PutFunctionConcurrencyCommand(reserved));
    const concurrency = () => world.lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
    expect((await concurrency()).ReservedConcurrentExecutions).toBe(3);
    await world.lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
    expect((await concurrency()).ReservedConcurrentExecutions).toBeUndefined();
  });
});

describe("a version", () => {
  it("stays as it was published, and the same code is not published twice", async () => {
    const FunctionName = await create();
    const publish = () =>
      world.lambda.send(new PublishVersionCommand({ FunctionName, Description: "first" }));
    const first = await publish();
    expect(first).toMatchObject({
      Version: "1",
      Description: "first",
      FunctionArn: `${arnOf(FunctionName)}:1`,
    });
    expect((await publish()).Version).toBe("1");
    await world.lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile: answering("two") }));
    expect((await publish()).Version).toBe("2");
    expect((await invoked(FunctionName, { Qualifier: "1" })).payload).toBe("one");
    expect(await invoked(FunctionName, { Qualifier: "2" })).toMatchObject({
      payload: "two",
      ExecutedVersion: "2",
    });
    const { Versions } = await world.lambda.send(new ListVersionsByFunctionCommand({ FunctionName }));
    expect(Versions?.map(({ Version }) => Version)).toEqual(["$LATEST", "1", "2"]);
  });

  it("goes alone, unless an alias names it, and its number is not used again", async () => {
    const FunctionName = await create({ Publish: true });
    await world.lambda.send(new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
    const remove = (Qualifier: string) =>
      world.lambda.send(new DeleteFunctionCommand({ FunctionName, Qualifier }));
    await expect(remove("1")).rejects.toMatchObject({ name: "ResourceConflictException" });
    await expect(remove("$LATEST")).rejects.toMatchObject({ name: "InvalidParameterValueException" });
    await world.lambda.send(new DeleteAliasCommand({ FunctionName, Name: "live" }));
    await remove("1");
    const { Version } = await world.lambda.send(new PublishVersionCommand({ FunctionName }));
    expect(Version).toBe("2");
  });
});

describe("an alias", () => {
  it("names a version and moves", async () => {
    const FunctionName = await create({ Publish: true });
    const Name = "live";
    const made = await world.lambda.send(
      new CreateAliasCommand({ FunctionName, Name, FunctionVersion: "1" }),
    );
    expect(made).toMatchObject({ AliasArn: `${arnOf(FunctionName)}:live`, FunctionVersion: "1" });
    const code = { FunctionName, ZipFile: answering("two"), Publish: true };
    expect((await world.lambda.send(new UpdateFunctionCodeCommand(code))).Version).toBe("2");
    expect((await invoked(`${FunctionName}:live`)).payload).toBe("one");
    const move = { FunctionName, Name, FunctionVersion: "2" };
    await world.lambda.send(new UpdateAliasCommand({ ...move, RevisionId: made.RevisionId }));
    expect((await invoked(FunctionName, { Qualifier: "live" })).payload).toBe("two");
    await expect(
      world.lambda.send(new UpdateAliasCommand({ ...move, RevisionId: made.RevisionId })),
    ).rejects.toMatchObject({ name: "PreconditionFailedException" });
    const { Aliases } = await world.lambda.send(new ListAliasesCommand({ FunctionName }));
    expect(Aliases).toMatchObject([{ Name: "live", FunctionVersion: "2" }]);
    await expect(
      world.lambda.send(new UpdateAliasCommand({ ...move, FunctionVersion: "9" })),
    ).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });
});

describe("the policy of a function", () => {
  const permission = {
    StatementId: "cognito",
    Action: "lambda:InvokeFunction",
    Principal: "cognito-idp.amazonaws.com",
    SourceArn: `arn:aws:cognito-idp:eu-west-1:${ACCOUNT}:userpool/eu-west-1_AbCdEfGhI`,
    SourceAccount: ACCOUNT,
  } satisfies Partial<AddPermissionCommandInput>;

  it("has statements on the function and on its qualifiers apart", async () => {
    const FunctionName = await create({ Publish: true });
    await world.lambda.send(new CreateAliasCommand({ FunctionName, Name: "live", FunctionVersion: "1" }));
    const onAlias = { FunctionName, Qualifier: "live" };
    const { Statement } = await world.lambda.send(new AddPermissionCommand({ ...onAlias, ...permission }));
    expect(JSON.parse(Statement ?? "")).toEqual({
      Sid: "cognito",
      Effect: "Allow",
      Principal: { Service: "cognito-idp.amazonaws.com" },
      Action: "lambda:InvokeFunction",
      Resource: `${arnOf(FunctionName)}:live`,
      Condition: {
        StringEquals: { "AWS:SourceAccount": ACCOUNT },
        ArnLike: { "AWS:SourceArn": permission.SourceArn },
      },
    });
    const { Policy, RevisionId } = await world.lambda.send(new GetPolicyCommand(onAlias));
    expect(JSON.parse(Policy ?? "")).toMatchObject({
      Version: "2012-10-17",
      Statement: [{ Sid: "cognito" }],
    });
    await expect(world.lambda.send(new GetPolicyCommand({ FunctionName }))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
    await expect(
      world.lambda.send(new AddPermissionCommand({ ...onAlias, ...permission })),
    ).rejects.toMatchObject({ name: "ResourceConflictException" });
    const remove = (revision: string | undefined) =>
      world.lambda.send(
        new RemovePermissionCommand({ ...onAlias, StatementId: "cognito", RevisionId: revision }),
      );
    await expect(remove("another")).rejects.toMatchObject({ name: "PreconditionFailedException" });
    await remove(RevisionId);
    await expect(world.lambda.send(new GetPolicyCommand(onAlias))).rejects.toMatchObject({
      name: "ResourceNotFoundException",
    });
  });

  it("has no statement for $LATEST or for a qualifier that is not there", async () => {
    const FunctionName = await create();
    const add = (Qualifier: string) =>
      world.lambda.send(new AddPermissionCommand({ FunctionName, Qualifier, ...permission }));
    await expect(add("$LATEST")).rejects.toMatchObject({ name: "InvalidParameterValueException" });
    await expect(add("live")).rejects.toMatchObject({ name: "ResourceNotFoundException" });
  });
});

describe("an invocation", () => {
  const CODE = `exports.handler = async (event) => {
    if (event.do === "throw") throw new RangeError("no");
    if (event.do === "exit") process.exit(1);
    if (event.do === "wait") await new Promise(() => {});
    return { got: event, version: process.env.AWS_LAMBDA_FUNCTION_VERSION, size: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE };
  };`;

  it("answers what the function returns, or how it failed", async () => {
    const FunctionName = await create({
      Code: { ZipFile: zipOf({ "index.js": CODE }) },
      Timeout: 1,
      MemorySize: 256,
      Publish: true,
    });
    const call = (event: object, more = {}) =>
      invoked(FunctionName, { Payload: JSON.stringify(event), ...more });
    expect((await call({ n: 1 })).payload).toEqual({ got: { n: 1 }, version: "$LATEST", size: "256" });
    expect((await call({}, { Qualifier: "1" })).payload).toMatchObject({ version: "1" });
    expect(await call({ do: "throw" })).toMatchObject({
      StatusCode: 200,
      FunctionError: "Unhandled",
      payload: { errorType: "RangeError", errorMessage: "no" },
    });
    expect((await call({ do: "exit" })).payload).toMatchObject({ errorType: "Runtime.ExitError" });
    expect((await call({ do: "wait" })).payload).toMatchObject({ errorType: "Sandbox.Timedout" });
    expect(await call({}, { InvocationType: "DryRun" })).toMatchObject({
      StatusCode: 204,
      payload: undefined,
    });
    expect(await call({}, { InvocationType: "Event" })).toMatchObject({
      StatusCode: 202,
      payload: undefined,
    });
  });
});

describe("an environment for all functions", () => {
  it("gives each what this machine has for it, over its own variables, and stays out of its configuration", async () => {
    const { lambda, cloud } = await startCloud({
      functionEnvironment: (endpoint) => ({ AWS_ACCESS_KEY_ID: "local", POOL: endpoint, PLACE: "here" }),
    });
    const code = "exports.handler = async () => process.env;";
    const own = { PLACE: "there", STAGE: "test" };
    const made = await lambda.send(
      new CreateFunctionCommand({
        FunctionName: "shown",
        Runtime: "nodejs22.x",
        Handler: "index.handler",
        Role: ROLE,
        Code: { ZipFile: zipOf({ "index.js": code }) },
        Environment: { Variables: own },
      }),
    );
    expect(made.Environment?.Variables).toEqual(own);
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: "shown" }));
    expect(JSON.parse(Buffer.from(Payload ?? []).toString())).toMatchObject({
      AWS_ACCESS_KEY_ID: "local",
      POOL: cloud.endpoint,
      PLACE: "here",
      STAGE: "test",
      AWS_REGION: "eu-west-1",
    });
  });
});

describe("the Lambda API runs code, so it", () => {
  const url = () => `${world.cloud.endpoint}/2015-03-31/functions`;
  const signature = "AWS4-HMAC-SHA256 Credential=local/20260101/eu-west-1/lambda/aws4_request, Signature=0";

  it.each([
    { what: "a call without a signature", headers: {}, status: 403 },
    {
      what: "a page's call",
      headers: { authorization: signature, origin: "http://localhost:3000" },
      status: 403,
    },
    { what: "a signed call", headers: { authorization: signature }, status: 200 },
  ])("answers $status to $what", async ({ headers, status }) => {
    const response = await fetch(url(), { headers: headers as Record<string, string> });
    expect(response.status).toBe(status);
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });

  it.each([
    { what: "truncated JSON", body: '{"FunctionName":', type: "SerializationException" },
    { what: "an array", body: "[]", type: "SerializationException" },
    { what: "nothing", body: "", type: "ValidationException" },
    { what: "a number for a name", body: '{"FunctionName":7}', type: "SerializationException" },
    {
      what: "a code that is a text",
      body: JSON.stringify({
        FunctionName: "f",
        Runtime: "nodejs22.x",
        Handler: "index.handler",
        Role: ROLE,
        Code: "x",
      }),
      type: "SerializationException",
    },
  ])("refuses $what with $type", async ({ body, type }) => {
    const response = await fetch(url(), { method: "POST", headers: { authorization: signature }, body });
    expect(response.status).toBe(400);
    expect(response.headers.get("x-amzn-errortype")).toBe(type);
    expect(await response.text()).not.toMatch(/\bat .*:\d+:\d+|node_modules|\.ts/);
  });
});
