// What does the API stack of an environment deploy? The orders' table, and the functions on it behind an HTTP API and, where there is one, AppSync.
import { fileURLToPath } from "node:url";
import type { Environment } from "@claimsmith/claims-policy";
import {
  type App,
  builtArn,
  DataTable,
  EnvironmentStack,
  GuardedGraphqlApi,
  GuardedHttpApi,
  type LogSettings,
  logSettings,
  type PoolValues,
  readPoolOutputs,
  type Statement,
  ZipFunction,
} from "@claimsmith/constructs";
import { HANDLERS, resolvedFields, routeScopes, TABLE_KEYS } from "@claimsmith/orders-api/gateway";
import type { ApiRelease } from "./release.ts";

/** One environment's API. */
export interface ApiOptions {
  readonly name: string;
  readonly environment: Environment;
  readonly release: ApiRelease;
}

/** The route of GraphQL, where the function serves it itself. */
const GRAPHQL_ROUTE = "POST /graphql";

/** What both functions do with orders. Scan: an operator lists those of every company. */
const ITEM_ACTIONS = ["GetItem", "PutItem", "Query", "Scan", "UpdateItem"] as const;

/**
 * Seconds that a function has. The slowest tries the table and then the pool twice each; API Gateway and AppSync wait for 30.
 * (Quotas for configuring and running an HTTP API; AppSync: Request execution time)
 */
const TIMEOUT_SECONDS = 29;

/** The stack `api-ENVIRONMENT`. It finds the pool by what the identity stack wrote to SSM. */
export class ApiStack extends EnvironmentStack {
  readonly #options: ApiOptions;
  /** Every name begins with it. */
  readonly #base: string;
  readonly #pool: PoolValues;
  readonly #logs: LogSettings;
  readonly #orders: DataTable;

  constructor(app: App, options: ApiOptions) {
    const { name, environment, release } = options;
    const { account, region, state, deletionProtection } = environment;
    super(app, `api-${name}`, { deployment: { environment: name, account, region }, state });
    const { policy } = release.snapshot;
    this.#options = options;
    this.#base = `${policy.name}-${name}`;
    this.#logs = logSettings(environment);
    this.#pool = readPoolOutputs(this, "pool", {
      prefix: `/claimsmith/${policy.name}/${name}`,
      clients: Object.keys(policy.clients),
    });
    this.#orders = new DataTable(this, "orders", {
      deployment: this.deployment,
      tableName: `${this.#base}-orders`,
      keyName: TABLE_KEYS.partitionKey,
      sortKeyName: TABLE_KEYS.sortKey,
      deletionProtection,
    });
    this.#httpApi();
    if (environment.graphql === "appsync") this.#graphqlApi();
  }

  #httpApi(): void {
    const { allowedOrigins, graphql } = this.#options.environment;
    const routes = Object.entries(routeScopes).filter(
      ([key]) => graphql === "lambda" || key !== GRAPHQL_ROUTE,
    );
    new GuardedHttpApi(this, "http", {
      deployment: this.deployment,
      apiName: this.#base,
      issuer: this.#pool.issuer,
      audience: Object.values(this.#pool.clientIds),
      routes: Object.fromEntries(routes),
      function: this.#function("orders-api", { description: "The orders API", handler: HANDLERS.http }),
      logs: this.#logs,
      ...(allowedOrigins !== undefined && { allowedOrigins }),
    });
  }

  #graphqlApi(): void {
    new GuardedGraphqlApi(this, "graphql", {
      deployment: this.deployment,
      apiName: `${this.#base}-graphql`,
      userPoolId: this.#pool.userPoolId,
      clientIds: Object.values(this.#pool.clientIds),
      schemaPath: fileURLToPath(import.meta.resolve("@claimsmith/orders-api/schema.graphql")),
      resolvers: resolvedFields.map(({ parentTypeName, fieldName }) => ({
        type: parentTypeName as "Query" | "Mutation",
        field: fieldName,
      })),
      function: this.#function("orders-graphql", {
        description: "Resolves the orders schema for AppSync",
        handler: HANDLERS.appSync,
      }),
      logs: this.#logs,
    });
  }

  #function(name: string, about: { readonly description: string; readonly handler: string }): ZipFunction {
    const { userPoolId, issuer, clientIds } = this.#pool;
    const clients = Object.entries(clientIds).map(([client, clientId]) => [clientId, client]);
    return new ZipFunction(this, name, {
      ...about,
      deployment: this.deployment,
      functionName: `${this.#base}-${name}`,
      zipPath: this.#options.release.zipPath,
      variables: {
        CLAIMSMITH_USER_POOL_ID: userPoolId,
        CLAIMSMITH_ISSUER: issuer,
        CLAIMSMITH_CLIENTS: JSON.stringify(Object.fromEntries(clients)),
        ORDERS_TABLE: this.#orders.tableName,
      },
      statements: this.#statements(),
      logs: this.#logs,
      // As for the trigger: a person waits for a cold start, which is CPU time, and CPU comes with memory.
      memoryMb: 512,
      timeoutSeconds: TIMEOUT_SECONDS,
    });
  }

  #statements(): readonly Statement[] {
    const pool = builtArn(this.deployment, "cognito-idp", `userpool/${this.#pool.userPoolId}`);
    return [
      this.#orders.itemStatement("UseOrders", ITEM_ACTIONS),
      // The e-mail address of a receipt: no access token carries it.
      { sid: "ReadUser", actions: ["cognito-idp:AdminGetUser"], resources: [pool] },
    ];
  }
}
