// What does the API stack of an environment deploy? The orders functions, behind an HTTP API and, where there is one, AppSync.
import { fileURLToPath } from "node:url";
import type { Environment } from "@claimsmith/claims-policy";
import {
  type App,
  EnvironmentStack,
  GuardedGraphqlApi,
  GuardedHttpApi,
  type LogSettings,
  type PoolValues,
  readPoolOutputs,
  ZipFunction,
} from "@claimsmith/constructs";
import { HANDLERS, resolvedFields, routeScopes } from "@claimsmith/orders-api/gateway";
import type { ApiRelease } from "./release.ts";

/** One environment's API. */
export interface ApiOptions {
  readonly name: string;
  readonly environment: Environment;
  readonly release: ApiRelease;
}

/** The route of GraphQL, where the function serves it itself. */
const GRAPHQL_ROUTE = "POST /graphql";

/** The stack `api-ENVIRONMENT`. It finds the pool by what the identity stack wrote to SSM. */
export class ApiStack extends EnvironmentStack {
  readonly #options: ApiOptions;
  /** Every name begins with it. */
  readonly #base: string;
  readonly #pool: PoolValues;
  readonly #logs: LogSettings;

  constructor(app: App, options: ApiOptions) {
    const { name, environment, release } = options;
    const { account, region, state, logRetentionDays, logKeyArn } = environment;
    super(app, `api-${name}`, { deployment: { environment: name, account, region }, state });
    const { policy } = release.snapshot;
    this.#options = options;
    this.#base = `${policy.name}-${name}`;
    this.#logs = { retentionDays: logRetentionDays, ...(logKeyArn !== undefined && { keyArn: logKeyArn }) };
    this.#pool = readPoolOutputs(this, "pool", {
      prefix: `/claimsmith/${policy.name}/${name}`,
      clients: Object.keys(policy.clients),
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
      },
      logs: this.#logs,
    });
  }
}
