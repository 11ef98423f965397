// Runs the API on one's own machine, as `dev` starts it: with a table of its own, for the pool that the environment names.

import { localOrigins } from "./local/local-origins.ts";
import { openLocalTable } from "./local/local-table.ts";
import { SAMPLE_ORDERS } from "./local/sample-orders.ts";
import { runServer } from "./src/run-server.ts";

const { PORT = "3000", CLAIMSMITH_POOL_ENDPOINT, CLAIMSMITH_URLS } = process.env;

// On Node.js 20 the SDK says at every start that it will want a newer one.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
const table = await openLocalTable(SAMPLE_ORDERS);
Object.assign(process.env, table.environment);
if (CLAIMSMITH_POOL_ENDPOINT !== undefined)
  process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER = CLAIMSMITH_POOL_ENDPOINT;
try {
  await runServer({
    environment: process.env,
    port: Number(PORT),
    allowedOrigins: localOrigins(CLAIMSMITH_URLS, Number(PORT)),
  });
} finally {
  await table.close();
}
