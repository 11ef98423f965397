// Builds dist/orders-api.zip, what the stacks deploy.
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { bundleFunctions } from "@claimsmith/trigger/bundle";
import { HANDLERS } from "./src/gateway.ts";

const entry = fileURLToPath(new URL("src/functions.ts", import.meta.url));
const { zip } = await bundleFunctions(entry, Object.keys(HANDLERS));
await mkdir(new URL("dist/", import.meta.url), { recursive: true });
await writeFile(new URL("dist/orders-api.zip", import.meta.url), zip);
