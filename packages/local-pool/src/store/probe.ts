// Is a store whole, and of a version that is known? Another process finds out: LMDB may end the one that opens a damaged file.
import { execFile } from "node:child_process";
import { STORE_VERSION, VERSION_KEY } from "./format.ts";
import { lmdbPath } from "./lmdb-database.ts";
import { PROBE_SOURCE } from "./probe-source.ts";

/** What is to be said of a store before it is opened. */
export type StoreState = "whole" | "damaged" | "too-new";

/** Reading a million users takes a few seconds; a damaged file may lead in circles. */
const PATIENCE_MS = 120_000;

/** Reads every row of a store in a process of its own. The file stays as it is. */
export function probeStore(path: string): Promise<StoreState> {
  const args = ["-e", PROBE_SOURCE, lmdbPath(), path, VERSION_KEY.toString("hex"), String(STORE_VERSION)];
  const options = {
    env: { ...process.env, NODE_OPTIONS: "" },
    timeout: PATIENCE_MS,
    killSignal: "SIGKILL",
  } as const;
  return new Promise((resolve) => {
    execFile(process.execPath, args, options, (error, stdout) => {
      resolve(error === null && (stdout === "whole" || stdout === "too-new") ? stdout : "damaged");
    });
  });
}
