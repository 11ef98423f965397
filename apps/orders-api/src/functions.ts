// The two Lambda functions of the orders API, in one file: what differs between them is who may invoke them.
import { ordersApp } from "./app.ts";
import { ordersAppSyncHandler } from "./app-sync-handler.ts";
import { configurationOrLog } from "./configuration.ts";
import { httpHandler } from "./http-handler.ts";
import schemaText from "./schema.graphql" with { type: "text" };
import { operationsOf } from "./services.ts";

const configuration = configurationOrLog(process.env);
const { tokens: verifier, identities } = configuration;
const operations = operationsOf(configuration);

/** What API Gateway's HTTP API invokes: `index.http`. Environment: see `readConfiguration`. */
export const http = httpHandler(ordersApp({ verifier, operations, schemaText }));

/** What AppSync invokes: `index.appSync`. Environment: the same. */
export const appSync = ordersAppSyncHandler({ identities, operations });
