// What do the APIs of these tests call? A function whose zip is made for the test.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { type EnvironmentStack, ZipFunction } from "../src/index.ts";

/** A directory that is there until the tests of the file are over. */
export function temporaryDirectory(): string {
  const path = mkdtempSync(join(tmpdir(), "claimsmith-api-"));
  afterAll(() => rmSync(path, { recursive: true }));
  return path;
}

/** The function `orders-dev` of a stack. Its zip is never opened. */
export function apiFunction(stack: EnvironmentStack, directory: string): ZipFunction {
  const zipPath = join(directory, "orders.zip");
  writeFileSync(zipPath, "zip");
  return new ZipFunction(stack, "function", {
    deployment: stack.deployment,
    functionName: "orders-dev",
    description: "Orders",
    zipPath,
    handler: "index.handler",
    variables: { MODE: "test" },
    logs: { retentionDays: 14 },
  });
}
