// How does a test serve the page with settings of its own? By `start --settings`, on a free port.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { LabSettings } from "../src/settings/settings.ts";

/** A server of the page. */
export interface LabProcess {
  readonly url: string;
  close(): Promise<void>;
}

const FOLDER = fileURLToPath(new URL("..", import.meta.url));

/** Starts it, and waits until it answers. */
export async function startLab(settings: LabSettings): Promise<LabProcess> {
  const folder = await mkdtemp(join(tmpdir(), "claimsmith-lab-"));
  const file = join(folder, "settings.json");
  await writeFile(file, JSON.stringify(settings));
  const port = await freePort();
  const options = ["server/main.ts", "--settings", file, "--port", String(port)];
  const child = spawn(process.execPath, ["--conditions=@claimsmith/source", "--import", "tsx", ...options], {
    cwd: FOLDER,
    stdio: ["ignore", "ignore", "inherit"],
  });
  const exit = once(child, "exit");
  const url = `http://localhost:${port}`;
  while (child.exitCode === null && !(await answers(url))) await new Promise((done) => setTimeout(done, 100));
  if (child.exitCode !== null) throw new Error("the page's server ended before it answered");
  const close = async () => {
    child.kill("SIGTERM");
    await exit;
    await rm(folder, { recursive: true, force: true });
  };
  return { url, close };
}

function answers(url: string): Promise<boolean> {
  return fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
