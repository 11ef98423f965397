// How does a guarded function become a GraphQL API? AppSync in front of it, which takes the tokens of some clients of one pool.
import { readFileSync, statSync } from "node:fs";
import { AppsyncDatasource } from "@cdktf/provider-aws/lib/appsync-datasource/index.js";
import { AppsyncGraphqlApi } from "@cdktf/provider-aws/lib/appsync-graphql-api/index.js";
import { AppsyncResolver } from "@cdktf/provider-aws/lib/appsync-resolver/index.js";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role/index.js";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy/index.js";
import { Construct } from "constructs";
import { builtArn, type Deployment } from "./deployment.ts";
import { graphqlApiRefusals } from "./graphql-api/graphql-api-refusals.ts";
import { noteWildcards, policyJson, type Statement, serviceTrust } from "./iam/policy-document.ts";
import { keptLogGroup } from "./kept-log-group.ts";
import { literally } from "./literal-text.ts";
import type { LogSettings } from "./log-settings.ts";
import { refuseAtSynth } from "./refusal.ts";
import type { ZipFunction } from "./zip-function.ts";

/** A field that the function answers. */
export interface FieldResolver {
  readonly type: "Query" | "Mutation";
  readonly field: string;
}

/** An API of one schema and one function. */
export interface GuardedGraphqlApiOptions {
  readonly deployment: Deployment;
  /** 1 to 57 letters, digits, `-` and `_`. Two roles are named by it: `NAME-invoke` and `NAME-log`. */
  readonly apiName: string;
  /** A pool of the same account and region. */
  readonly userPoolId: string;
  /** Ids of the app clients whose tokens are taken; those of every other client of the pool are refused. */
  readonly clientIds: readonly string[];
  /** Path of the schema: a file in GraphQL's schema language. */
  readonly schemaPath: string;
  /** Every field of `Query` and `Mutation` that is answered; a field without resolver is null. */
  readonly resolvers: readonly FieldResolver[];
  /** Gets AppSync's context for each field, through its alias. It must guard it: see the class. */
  readonly function: ZipFunction;
  /** Of the errors of fields. */
  readonly logs: LogSettings;
  /** How deep a query may be nested, 1 to 75. Default 10. (AppSync API Reference: CreateGraphqlApi, queryDepthLimit) */
  readonly queryDepthLimit?: number;
  /** How many fields of one query the function may be asked for, 1 to 10,000. Default 50. (AppSync API Reference: CreateGraphqlApi, resolverCountLimit) */
  readonly resolverCountLimit?: number;
}

/**
 * A GraphQL API on AppSync. AppSync verifies signature, expiry and client, and lets ID tokens through as it does access tokens: the
 * function's guard has to refuse them, as `identityVerifier` of the verifier does. Introspection is off: the schema is a file.
 *
 * Refusals: `API_NAME_INVALID`, `CLIENT_IDS_MISSING`, `CLIENT_ID_INVALID`, `SCHEMA_MISSING`, `RESOLVERS_MISSING`, `RESOLVER_TWICE`,
 * `RESOLVER_WITHOUT_FIELD`, `LIMIT_INVALID`.
 */
export class GuardedGraphqlApi extends Construct {
  readonly apiId: string;
  /** Where queries are sent. */
  readonly url: string;
  readonly #options: GuardedGraphqlApiOptions;

  constructor(scope: Construct, id: string, options: GuardedGraphqlApiOptions) {
    super(scope, id);
    this.#options = options;
    const schema = textOf(options.schemaPath);
    refuseAtSynth(this, () => graphqlApiRefusals(options, schema));
    const logRole = this.#role("log", "write the log of");
    const api = this.#api(logRole, schema);
    this.apiId = api.id;
    this.url = api.uris.lookup("GRAPHQL");
    this.#log(logRole);
    this.#resolvers(api);
  }

  #role(suffix: string, does: string, sourceArn?: string): IamRole {
    const { apiName, deployment } = this.#options;
    return new IamRole(this, `${suffix}-role`, {
      name: `${apiName}-${suffix}`,
      description: `What AppSync may do to ${does} ${apiName}`,
      assumeRolePolicy: serviceTrust("appsync.amazonaws.com", {
        StringEquals: { "aws:SourceAccount": [deployment.account] },
        ...(sourceArn !== undefined && { ArnEquals: { "aws:SourceArn": [sourceArn] } }),
      }),
    });
  }

  #allow(id: string, role: IamRole, statement: Statement): IamRolePolicy {
    const policy = new IamRolePolicy(this, id, {
      name: id,
      role: role.name,
      policy: policyJson([statement]),
    });
    noteWildcards(policy, [statement]);
    return policy;
  }

  #api(logRole: IamRole, schema: string | undefined): AppsyncGraphqlApi {
    const { deployment, apiName, userPoolId, clientIds } = this.#options;
    const { queryDepthLimit = 10, resolverCountLimit = 50 } = this.#options;
    return new AppsyncGraphqlApi(this, "api", {
      name: apiName,
      apiType: "GRAPHQL",
      visibility: "GLOBAL",
      schema: literally(schema ?? ""),
      introspectionConfig: "DISABLED",
      queryDepthLimit,
      resolverCountLimit,
      xrayEnabled: false,
      authenticationType: "AMAZON_COGNITO_USER_POOLS",
      userPoolConfig: {
        userPoolId,
        awsRegion: deployment.region,
        // For fields without a directive that names groups. DENY would close them all: who may do what is for the function's guard.
        defaultAction: "ALLOW",
        appIdClientRegex: `^(${clientIds.join("|")})$`,
      },
      logConfig: {
        cloudwatchLogsRoleArn: logRole.arn,
        fieldLogLevel: "ERROR",
        // Verbose content is headers (the token), arguments and answers.
        excludeVerboseContent: true,
      },
    });
  }

  #log(role: IamRole): void {
    const { deployment, logs } = this.#options;
    const name = `/aws/appsync/apis/${this.apiId}`;
    keptLogGroup(this, name, logs);
    this.#allow("log", role, {
      sid: "WriteOwnLog",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [builtArn(deployment, "logs", `log-group:${name}:*`)],
      wildcardReason: "AppSync names the log streams of the API's own group",
    });
  }

  #resolvers(api: AppsyncGraphqlApi): void {
    const { function: target, resolvers } = this.#options;
    const role = this.#role("invoke", "invoke the function of", api.arn);
    const policy = this.#allow("invoke", role, {
      sid: "InvokeAlias",
      actions: ["lambda:InvokeFunction"],
      resources: [target.alias.arn],
    });
    const source = new AppsyncDatasource(this, "function", {
      apiId: this.apiId,
      name: "function",
      type: "AWS_LAMBDA",
      serviceRoleArn: role.arn,
      lambdaConfig: { functionArn: target.alias.arn },
      dependsOn: [policy],
    });
    // No templates: the function gets the whole context, and its answer is the field's value. (AppSync: Direct Lambda resolvers)
    for (const { type, field } of new Map(resolvers.map((each) => [nameOf(each), each])).values()) {
      new AppsyncResolver(this, nameOf({ type, field }), {
        apiId: this.apiId,
        type,
        field,
        kind: "UNIT",
        dataSource: source.name,
        // One invocation a field: a batch would have to be guarded as one.
        maxBatchSize: 0,
      });
    }
  }
}

/** The text of a file; undefined where there is none, which is refused with everything else. */
function textOf(path: string): string | undefined {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? readFileSync(path, "utf8") : undefined;
}

/** A field with its type, like `Query.orders`: what a resolver is told by. */
function nameOf({ type, field }: FieldResolver): string {
  return `${type}.${field}`;
}
