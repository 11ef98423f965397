// How does a zip become a function that others may call? Role, log group, function, version and the alias `live`.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { LambdaAlias } from "@cdktf/provider-aws/lib/lambda-alias/index.js";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function/index.js";
import { AssetType, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { builtArn, type Deployment, LIVE_ALIAS } from "./deployment.ts";
import { noteWildcards, policyJson, type Statement, serviceTrust } from "./iam/policy-document.ts";
import type { LogSettings } from "./log-settings.ts";
import { refuseAtSynth } from "./refusal.ts";
import { missingFromRelease } from "./release.ts";

/** A function of a zip. */
export interface ZipFunctionOptions {
  readonly deployment: Deployment;
  /** 1 to 64 letters, digits, `-` and `_`. Known before anything is deployed, so that others can name the function's ARN. */
  readonly functionName: string;
  readonly description: string;
  /** Path of a zip that is the same for the same source: its digest decides whether there is something to deploy. */
  readonly zipPath: string;
  /** Like `index.handler`. */
  readonly handler: string;
  /** Environment variables. Not for secrets: they can be read by whoever may read the function. */
  readonly variables: Readonly<Record<string, string>>;
  readonly logs: LogSettings;
  /** MB, 128 to 10,240. Default 256: more memory is more CPU, and a shorter cold start. (AWS Lambda: Configure Lambda function memory) */
  readonly memoryMb?: number;
  /** Seconds, 1 to 900. Default 5. */
  readonly timeoutSeconds?: number;
  /** Invocations at a time that are set aside, 1 to 1,000. Default: none. (AWS Lambda: Configuring reserved concurrency) */
  readonly reservedConcurrency?: number;
  /** What the function may do besides writing its log. */
  readonly statements?: readonly Statement[];
}

/** A Lambda function on arm64 and nodejs22.x, of which callers name the alias `live`. */
export class ZipFunction extends Construct {
  readonly functionName: string;
  readonly logGroupName: string;
  /** The alias `live`. */
  readonly alias: LambdaAlias;
  readonly function: LambdaFunction;
  readonly role: IamRole;

  constructor(scope: Construct, id: string, options: ZipFunctionOptions) {
    super(scope, id);
    this.functionName = options.functionName;
    const logGroup = this.#logGroup(options);
    this.logGroupName = logGroup.name;
    this.role = new IamRole(this, "role", {
      name: options.functionName,
      description: `What the function ${options.functionName} may do`,
      assumeRolePolicy: serviceTrust("lambda.amazonaws.com"),
    });
    const policy = this.#policy(options);
    this.function = this.#function(options, [logGroup, policy]);
    this.alias = new LambdaAlias(this, "live", {
      name: LIVE_ALIAS,
      description: "The version that callers get",
      functionName: this.function.functionName,
      functionVersion: this.function.version,
    });
  }

  #logGroup({ functionName, logs }: ZipFunctionOptions): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, "logs", {
      name: `/aws/lambda/${functionName}`,
      retentionInDays: logs.retentionDays,
      ...(logs.keyArn !== undefined && { kmsKeyId: logs.keyArn }),
    });
  }

  #policy({ deployment, functionName, statements = [] }: ZipFunctionOptions): IamRolePolicy {
    const writeLog: Statement = {
      sid: "WriteOwnLog",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [builtArn(deployment, "logs", `log-group:/aws/lambda/${functionName}:*`)],
      wildcardReason: "Lambda names the log streams of the function's own group",
    };
    const all = [writeLog, ...statements];
    const policy = new IamRolePolicy(this, "policy", {
      name: "function",
      role: this.role.name,
      policy: policyJson(all),
    });
    noteWildcards(policy, all);
    return policy;
  }

  #function(options: ZipFunctionOptions, dependsOn: [CloudwatchLogGroup, IamRolePolicy]): LambdaFunction {
    const { memoryMb = 256, timeoutSeconds = 5, reservedConcurrency } = options;
    return new LambdaFunction(this, "function", {
      functionName: options.functionName,
      description: options.description,
      role: this.role.arn,
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      handler: options.handler,
      ...this.#code(options),
      memorySize: memoryMb,
      timeout: timeoutSeconds,
      publish: true,
      environment: { variables: { ...options.variables } },
      ...(reservedConcurrency !== undefined && { reservedConcurrentExecutions: reservedConcurrency }),
      dependsOn,
    });
  }

  /** A zip that is missing is refused with everything else that is wrong, not by a throw of the file system. */
  #code({ zipPath }: ZipFunctionOptions): { readonly filename: string; readonly sourceCodeHash?: string } {
    const path = resolve(zipPath);
    const missing = missingFromRelease(path);
    refuseAtSynth(this, () => missing);
    if (missing.length > 0) return { filename: path };
    const zip = new TerraformAsset(this, "zip", { path, type: AssetType.FILE });
    const sourceCodeHash = createHash("sha256").update(readFileSync(path)).digest("base64");
    return { filename: zip.path, sourceCodeHash };
  }
}
