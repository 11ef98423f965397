// What does the API answer to a token of a local Cognito that runs the zip which would be deployed? Prints JSON.
import { writeFile } from "node:fs/promises";
import { poolBlueprint } from "@claimsmith/claims-policy";
import { childProcessTrigger, type LocalPool, startLocalPool } from "@claimsmith/local-pool";
import { BUNDLE_HANDLER, bundleTrigger } from "@claimsmith/trigger/bundle";
import { answerTo, ordersApi } from "./api.ts";
import { policy } from "./policy.ts";

const zipPath = "trigger.zip";

async function startPool(): Promise<LocalPool> {
  await writeFile(zipPath, (await bundleTrigger("src/handler.ts")).zip);
  return startLocalPool({
    blueprint: poolBlueprint(policy, {}),
    port: 0,
    trigger: (clients) => {
      const names = Object.entries(clients).map(([name, { clientId }]) => [clientId, name]);
      const environment = { CLAIMSMITH_CLIENTS: JSON.stringify(Object.fromEntries(names)) };
      return childProcessTrigger({ zipPath, handler: BUNDLE_HANDLER, environment });
    },
  });
}

async function machineToken({ endpoint, clients }: LocalPool): Promise<string> {
  const { clientId, clientSecret } = clients.robot ?? {};
  const response = await fetch(new URL("/oauth2/token", endpoint), {
    method: "POST",
    headers: { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    body: new URLSearchParams({ grant_type: "client_credentials" }),
  });
  return (await response.json()).access_token;
}

const pool = await startPool();
try {
  const { issuer, clients } = pool;
  const api = ordersApi({ userPoolId: null, issuer, clients: { robot: clients.robot?.clientId ?? "" } });
  console.log(JSON.stringify({ machine: await answerTo(api, await machineToken(pool)) }));
} finally {
  await pool.close();
}
