// Is the zip that `build` writes the bundle of the function, the same every time?
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { bundleTrigger } from "@claimsmith/trigger/bundle";
import { expect, it } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { ENTRIES } from "./world.ts";

const run = promisify(execFile);
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

it("is what the build writes to dist/trigger.zip", async () => {
  expect(manifest.scripts.build).toBe("node --conditions=@claimsmith/source --import tsx build.ts");
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  await run(process.execPath, ["--conditions=@claimsmith/source", "--import", tsx, "build.ts"], {
    cwd: at(".."),
  });
  const written = await readFile(at("../dist/trigger.zip"));
  const { zip } = await bundleTrigger(ENTRIES.orders);
  expect(written.equals(zip)).toBe(true);
}, 30_000);
