// Is the zip that `build` writes the bundle of the two functions, the same every time?
import { execFile } from "node:child_process";
import { readFile, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import manifest from "../package.json" with { type: "json" };
import readme from "../README.md?raw";
import { builtZip } from "./functions.ts";

const run = promisify(execFile);
const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

it("is what the build writes where the package exports it", async () => {
  expect(manifest.scripts.build).toBe("node --conditions=@claimsmith/source --import tsx build.ts");
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  await run(process.execPath, ["--conditions=@claimsmith/source", "--import", tsx, "build.ts"], {
    cwd: at(".."),
  });
  const written = await readFile(at(`../${manifest.exports["./orders-api.zip"]}`));
  expect(written.equals(await builtZip())).toBe(true);
  const { size } = await stat(at("../dist/orders-api.zip"));
  const [, stated = "0"] = /(\d+) kB/.exec(readme) ?? [];
  expect(Math.abs(size / 1_000 - Number(stated))).toBeLessThan(10);
});
