// How does a pool get its Pre Token Generation trigger? The function, what it must know, and who may invoke it.
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission/index.js";
import type { JsonValue } from "@claimsmith/cognito-model";
import { LIMITS } from "@claimsmith/cognito-model";
import type { Construct } from "constructs";
import type { ClaimsUserPool } from "./claims-user-pool.ts";
import { aliasArn, type Deployment } from "./deployment.ts";
import type { Statement } from "./iam/policy-document.ts";
import { literally } from "./literal-text.ts";
import type { LogSettings } from "./log-settings.ts";
import { LOOKUP_KEY_NAME, type LookupTable } from "./lookup-table.ts";
import { type Refusal, refuseAtSynth } from "./refusal.ts";
import { ZipFunction } from "./zip-function.ts";

/** What a build of the trigger made. */
export interface TriggerArtefact {
  /** Path of the reproducible zip. */
  readonly zipPath: string;
  /** Like `index.handler`. */
  readonly handler: string;
  /** The hash of the policy that is in the zip. */
  readonly policyHash: string;
}

/** The trigger of a pool. */
export interface TokenTriggerOptions {
  readonly deployment: Deployment;
  /** 1 to 64 letters, digits, `-` and `_`; fixed for the pool's life, because a new name refuses all sign-ins until the apply ends. */
  readonly functionName: string;
  readonly artefact: TriggerArtefact;
  /** The hash of the policy that the pool was made for: that of the artefact, or the zip is stale. */
  readonly policyHash: string;
  /** The pool whose `triggerArn` is this function's alias. */
  readonly pool: ClaimsUserPool;
  /** Values of the policy's settings. Not for secrets: whoever may read the function can read them. */
  readonly settings: Readonly<Record<string, JsonValue>>;
  readonly logs: LogSettings;
  /** Invocations at a time that are set aside, 1 to 1,000. Default: none. (AWS Lambda: Configuring reserved concurrency) */
  readonly reservedConcurrency?: number;
  /** Tables by the policy's name of the look-up. Default: none. */
  readonly lookupTables?: Readonly<Record<string, LookupTable>>;
}

/** Bytes of names and values together. (AWS Lambda: Lambda quotas) */
const ENVIRONMENT_BYTES = 4_096;

/** The function that a pool invokes for every token, with a permission for this pool alone. */
export class TokenTrigger extends ZipFunction {
  readonly permission: LambdaPermission;

  constructor(scope: Construct, id: string, options: TokenTriggerOptions) {
    const { deployment, functionName, artefact, pool, logs, reservedConcurrency } = options;
    super(scope, id, {
      deployment,
      functionName,
      description: `Claims and scopes of tokens, by the policy ${options.policyHash.slice(0, 12)}`,
      zipPath: artefact.zipPath,
      handler: artefact.handler,
      variables: variablesOf(options, pool.clientIds),
      logs,
      // A person waits for a cold start, which is CPU time, and CPU comes with memory: twice the CPU of ZipFunction's default, and
      // where that halves the time the price is the same. (AWS Lambda: Configure Lambda function memory)
      memoryMb: 512,
      // What Cognito waits for.
      timeoutSeconds: LIMITS.triggerDeadline.value / 1_000,
      ...(reservedConcurrency !== undefined && { reservedConcurrency }),
      statements: readStatements(options),
    });
    refuseAtSynth(this, () => triggerRefusals(options));
    this.permission = new LambdaPermission(this, "permission", {
      statementId: "UserPool",
      action: "lambda:InvokeFunction",
      functionName: this.function.functionName,
      qualifier: this.alias.name,
      principal: "cognito-idp.amazonaws.com",
      sourceArn: pool.poolArn,
      sourceAccount: deployment.account,
    });
  }
}

/** What `optionsFromEnvironment` of the trigger reads. Client ids are references: the text is complete once the clients are there. */
function variablesOf(
  { settings, lookupTables }: TokenTriggerOptions,
  clientIds: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const clients = Object.fromEntries(Object.entries(clientIds).map(([name, clientId]) => [clientId, name]));
  const tables = Object.entries(lookupTables ?? {}).map(([name, { tableName }]) => [name, tableName]);
  return {
    CLAIMSMITH_CLIENTS: JSON.stringify(clients),
    CLAIMSMITH_SETTINGS: literally(JSON.stringify(settings)),
    ...(tables.length > 0 && {
      CLAIMSMITH_LOOKUP_TABLES: literally(JSON.stringify(Object.fromEntries(tables))),
    }),
  };
}

function readStatements({ lookupTables = {} }: TokenTriggerOptions): readonly Statement[] {
  return Object.values(lookupTables).flatMap((table, index) => {
    const decrypt = table.decryptStatement(`DecryptLookup${index}`);
    return [table.readStatement(`ReadLookup${index}`), ...(decrypt === undefined ? [] : [decrypt])];
  });
}

function triggerRefusals(options: TokenTriggerOptions): readonly Refusal[] {
  const { artefact, policyHash, pool, deployment, functionName, lookupTables = {} } = options;
  const tables = Object.entries(lookupTables).map(([name, { keyName }]) => ({
    isWrong: keyName !== LOOKUP_KEY_NAME,
    code: "LOOKUP_KEY_NAME_UNKNOWN",
    at: `lookupTables.${name}.keyName`,
    text: `expected the key ${LOOKUP_KEY_NAME}, by which the trigger reads: leave keyName out`,
  }));
  const checks = [
    {
      isWrong: artefact.policyHash !== policyHash,
      code: "TRIGGER_ZIP_STALE",
      at: "artefact.policyHash",
      text: "expected a zip with the policy that the pool is made for: run `pnpm build`",
    },
    {
      isWrong: pool.triggerArn !== undefined && pool.triggerArn !== aliasArn(deployment, functionName),
      code: "TRIGGER_NOT_OF_POOL",
      at: "pool.triggerArn",
      text: "expected the alias of this function: give the pool aliasArn(deployment, functionName)",
    },
    {
      isWrong: environmentBytes(options) > ENVIRONMENT_BYTES,
      code: "ENVIRONMENT_TOO_LARGE",
      at: "settings",
      text: `expected at most ${ENVIRONMENT_BYTES} bytes of environment variables, which is what Lambda takes: shorten the settings`,
    },
    ...tables,
  ];
  return checks.filter(({ isWrong }) => isWrong).map(({ code, at, text }) => ({ code, at, text }));
}

/** Client ids have 26 characters. Terraform's escapes count as they are written: an estimate, never too low. */
function environmentBytes(options: TokenTriggerOptions): number {
  const names = Object.keys(options.pool.clientIds);
  const clientIds = Object.fromEntries(names.map((name, index) => [name, String(index).padStart(26, "0")]));
  const variables = Object.entries(variablesOf(options, clientIds));
  return variables.reduce((bytes, [name, value]) => bytes + Buffer.byteLength(name + value), 0);
}
