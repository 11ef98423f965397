// Builds dist/trigger.zip, what the stacks deploy.
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { bundleTrigger } from "@claimsmith/trigger/bundle";

const { zip } = await bundleTrigger(fileURLToPath(new URL("src/handler.ts", import.meta.url)));
await mkdir(new URL("dist/", import.meta.url), { recursive: true });
await writeFile(new URL("dist/trigger.zip", import.meta.url), zip);
