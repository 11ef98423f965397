// The API application of cdktf: one stack for each environment of the orders policy.
import { synthesise } from "@claimsmith/constructs";
import { environments } from "@claimsmith/orders-policy";
import { apiStacks } from "./src/application.ts";
import { readRelease } from "./src/release.ts";

await synthesise(async (app) => apiStacks(app, { environments, release: await readRelease() }));
