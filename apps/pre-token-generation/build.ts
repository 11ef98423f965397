// Builds what the stacks deploy: dist/trigger.zip, and dist/trigger.json, which says what runs in it.
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import snapshot from "@claimsmith/orders-policy/policy.json" with { type: "json" };
import { BUNDLE_HANDLER, bundleTrigger } from "@claimsmith/trigger/bundle";

const { zip } = await bundleTrigger(fileURLToPath(new URL("src/handler.ts", import.meta.url)));
const about = { handler: BUNDLE_HANDLER, policyHash: snapshot.hash };
await mkdir(new URL("dist/", import.meta.url), { recursive: true });
await writeFile(new URL("dist/trigger.zip", import.meta.url), zip);
await writeFile(new URL("dist/trigger.json", import.meta.url), `${JSON.stringify(about, null, 2)}\n`);
