// What is deployed as a pool's trigger, and when is it refused?
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  aliasArn,
  type ClaimsUserPoolOptions,
  LookupTable,
  type LookupTableOptions,
  TokenTrigger,
  type TokenTriggerOptions,
} from "../src/index.ts";
import { FUNCTION_NAME, smallPool } from "./small-pool.ts";
import { DEPLOYMENT, resourceOf, synthesisedStack, type TestedStack } from "./synthesised.ts";

const directory = mkdtempSync(join(tmpdir(), "claimsmith-trigger-"));
const zipPath = join(directory, "trigger.zip");
writeFileSync(zipPath, "a zip");
afterAll(() => rmSync(directory, { recursive: true }));

const ARTEFACT = { zipPath, handler: "index.handler", policyHash: "abc" };

interface Change {
  readonly trigger?: Partial<TokenTriggerOptions>;
  readonly pool?: Partial<ClaimsUserPoolOptions>;
  readonly table?: Partial<LookupTableOptions>;
}

function deployed({ trigger, pool, table }: Change = {}): TestedStack {
  return synthesisedStack((stack) => {
    const lookupTables = table && {
      companies: new LookupTable(stack, "companies", {
        deployment: DEPLOYMENT,
        tableName: "shop-dev-companies",
        deletionProtection: false,
        ...table,
      }),
    };
    new TokenTrigger(stack, "trigger", {
      deployment: DEPLOYMENT,
      functionName: FUNCTION_NAME,
      artefact: ARTEFACT,
      policyHash: "abc",
      pool: smallPool(stack, pool),
      settings: { partnerId: "p-1" },
      logs: { retentionDays: 30 },
      ...(lookupTables !== undefined && { lookupTables }),
      ...trigger,
    });
  });
}

function variablesOf(stack: TestedStack): Readonly<Record<string, string>> {
  const { environment } = resourceOf(stack, "aws_lambda_function") as {
    readonly environment: { readonly variables: Readonly<Record<string, string>> };
  };
  return environment.variables;
}

function statementsOf(stack: TestedStack): readonly Readonly<Record<string, unknown>>[] {
  return JSON.parse(String(resourceOf(stack, "aws_iam_role_policy").policy)).Statement;
}

describe("the function", () => {
  it("has as long as Cognito waits", () => {
    expect(resourceOf(deployed(), "aws_lambda_function")).toMatchObject({
      function_name: FUNCTION_NAME,
      handler: "index.handler",
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      timeout: 5,
      memory_size: 512,
      publish: true,
    });
  });

  it("knows the pool's clients by ids that Terraform fills in, and the settings as they are written", () => {
    const settings = { text: `\${a} %{b}`, list: ["x"] };
    const variables = variablesOf(deployed({ trigger: { settings } }));
    expect(Object.keys(variables)).toEqual(["CLAIMSMITH_CLIENTS", "CLAIMSMITH_SETTINGS"]);
    const clients: Record<string, string> = JSON.parse(variables.CLAIMSMITH_CLIENTS ?? "");
    expect(Object.values(clients)).toEqual(["web", "admin"]);
    expect(Object.keys(clients)).toEqual([
      expect.stringMatching(/^\$\{aws_cognito_user_pool_client\.pool_client-web_[0-9A-F]+\.id\}$/),
      expect.stringMatching(/^\$\{aws_cognito_user_pool_client\.pool_client-admin_[0-9A-F]+\.id\}$/),
    ]);
    expect(variables.CLAIMSMITH_SETTINGS).toBe('{"text":"$${a} %%{b}","list":["x"]}');
  });

  it("has invocations set aside where it is told to", () => {
    const stack = deployed({ trigger: { reservedConcurrency: 50 } });
    expect(resourceOf(stack, "aws_lambda_function").reserved_concurrent_executions).toBe(50);
    expect(resourceOf(deployed(), "aws_lambda_function")).not.toHaveProperty(
      "reserved_concurrent_executions",
    );
  });

  it("may write its log and nothing else", () => {
    expect(statementsOf(deployed()).map(({ Action }) => Action)).toEqual([
      ["logs:CreateLogStream", "logs:PutLogEvents"],
    ]);
  });
});

describe("the permission", () => {
  it("is for Cognito, this pool, this account and the alias that the pool names", () => {
    const stack = deployed();
    expect(resourceOf(stack, "aws_lambda_permission")).toMatchObject({
      action: "lambda:InvokeFunction",
      function_name: expect.stringMatching(/^\$\{aws_lambda_function\..+\.function_name\}$/),
      qualifier: expect.stringMatching(/^\$\{aws_lambda_alias\..+\.name\}$/),
      principal: "cognito-idp.amazonaws.com",
      source_arn: expect.stringMatching(/^\$\{aws_cognito_user_pool\.pool_.+\.arn\}$/),
      source_account: "111122223333",
    });
    expect(resourceOf(stack, "aws_lambda_alias").name).toBe("live");
  });
});

describe("look-ups", () => {
  const tableArn = "arn:aws:dynamodb:eu-west-1:111122223333:table/shop-dev-companies";
  const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/k";

  it("are named to the function, which may read single items of their tables", () => {
    const stack = deployed({ table: {} });
    expect(variablesOf(stack).CLAIMSMITH_LOOKUP_TABLES).toBe('{"companies":"shop-dev-companies"}');
    expect(statementsOf(stack).slice(1)).toEqual([
      { Sid: "ReadLookup0", Effect: "Allow", Action: ["dynamodb:GetItem"], Resource: [tableArn] },
    ]);
  });

  it("with a key of their own let the function use it, through DynamoDB alone", () => {
    expect(statementsOf(deployed({ table: { keyArn } })).slice(2)).toEqual([
      {
        Sid: "DecryptLookup0",
        Effect: "Allow",
        Action: ["kms:Decrypt"],
        Resource: [keyArn],
        Condition: { StringEquals: { "kms:ViaService": ["dynamodb.eu-west-1.amazonaws.com"] } },
      },
    ]);
  });
});

describe("a trigger", () => {
  it.each<[string, Change, string, string]>([
    [
      "with another policy in its zip",
      { trigger: { policyHash: "abd" } },
      "TRIGGER_ZIP_STALE",
      "artefact.policyHash",
    ],
    [
      "of a pool that names another function",
      { pool: { triggerArn: aliasArn(DEPLOYMENT, "other") } },
      "TRIGGER_NOT_OF_POOL",
      "pool.triggerArn",
    ],
    [
      "of a pool that names the function without its alias",
      { pool: { triggerArn: aliasArn(DEPLOYMENT, FUNCTION_NAME).replace(/:live$/, "") } },
      "TRIGGER_NOT_OF_POOL",
      "pool.triggerArn",
    ],
    [
      "with settings beyond what Lambda takes",
      { trigger: { settings: { long: "é".repeat(2_000) } } },
      "ENVIRONMENT_TOO_LARGE",
      "settings",
    ],
    [
      "with a table that it could not read",
      { table: { keyName: "id" } },
      "LOOKUP_KEY_NAME_UNKNOWN",
      "lookupTables.companies.keyName",
    ],
    [
      "without its zip",
      { trigger: { artefact: { ...ARTEFACT, zipPath: join(directory, "none.zip") } } },
      "RELEASE_INCOMPLETE",
      join(directory, "none.zip"),
    ],
  ])("%s is refused", (_what, change, code, at) => {
    expect(deployed(change).refusals).toEqual([{ code, at, text: expect.stringMatching(/^expected /) }]);
  });

  it("has room for settings up to what Lambda takes", () => {
    expect(deployed({ trigger: { settings: { long: "x".repeat(3_800) } } }).refusals).toEqual([]);
  });

  it("is told of everything at once, a missing zip among it", () => {
    const artefact = { ...ARTEFACT, zipPath: join(directory, "none.zip"), policyHash: "old" };
    expect(
      deployed({ trigger: { artefact } })
        .refusals.map(({ code }) => code)
        .sort(),
    ).toEqual(["RELEASE_INCOMPLETE", "TRIGGER_ZIP_STALE"]);
  });
});
