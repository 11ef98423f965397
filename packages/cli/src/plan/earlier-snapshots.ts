// What did snapshots say before? From a file, or from a commit of the repository that they are in. No code of then runs.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { promisify } from "node:util";
import { CliError, firstLine } from "../errors.ts";

const run = promisify(execFile);

/** Where a snapshot can be read as it was. */
export interface Earlier {
  /**
   * The parsed content of a snapshot as it was, by the path of today's; `undefined` where there was none.
   *
   * @throws CliError AGAINST_UNREADABLE
   */
  read(path: string): Promise<unknown>;
}

/**
 * What `--against` names: a file in place of the policy's snapshot, or else a git revision, which has every snapshot.
 *
 * @throws CliError AGAINST_UNREADABLE where it is neither
 */
export async function earlierSnapshots(against: string, snapshotPath: string): Promise<Earlier> {
  if (existsSync(against)) {
    const file = resolve(against);
    return {
      read: async (path) => (path === snapshotPath ? parsed(await readFile(file, "utf8")) : undefined),
    };
  }
  const commit = await commitOf(against, dirname(snapshotPath));
  return { read: (path) => committed(commit, path) };
}

/** A revision that begins with a dash would be an option to git. */
async function commitOf(revision: string, cwd: string): Promise<string> {
  try {
    if (revision === "" || revision.startsWith("-")) throw new TypeError("no revision");
    const { stdout } = await run("git", ["rev-parse", "--verify", "--quiet", `${revision}^{commit}`], {
      cwd,
    });
    return stdout.trim();
  } catch (cause) {
    const message =
      "expected --against with a file, or a revision of the git repository that the policy is in";
    throw new CliError("AGAINST_UNREADABLE", message, { cause });
  }
}

/** 64 MiB: a snapshot is text that people review. */
const MAX_BYTES = 64 * 1024 * 1024;

async function committed(commit: string, path: string): Promise<unknown> {
  const cwd = dirname(path);
  const object = `${commit}:./${basename(path)}`;
  const exists = await run("git", ["cat-file", "-e", object], { cwd }).then(
    () => true,
    () => false,
  );
  if (!exists) return undefined;
  const { stdout } = await run("git", ["cat-file", "blob", object], { cwd, maxBuffer: MAX_BYTES });
  return parsed(stdout);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const message = `expected JSON in the snapshot that --against names: ${firstLine(cause)}`;
    throw new CliError("AGAINST_UNREADABLE", message, { cause });
  }
}
