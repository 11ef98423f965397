// Where does all that commands print go? To a file, which is kept where something failed.
import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import type { Log } from "./run-command.ts";

/** The log of one run. */
export interface RunLog {
  readonly path: string;
  readonly write: Log;
  /** Ends the log; `keep` says whether anybody will want to read it. */
  close(options: { readonly keep: boolean }): Promise<void>;
}

/** Opens a log that this user alone may read: plans show what is deployed. */
export async function openRunLog(): Promise<RunLog> {
  const folder = await mkdtemp(join(tmpdir(), "claimsmith-deploy-local-"));
  const path = join(folder, "deploy.log");
  const file = createWriteStream(path, { mode: 0o600 });
  return {
    path,
    write: (text) => void file.write(text),
    close: async ({ keep }) => {
      file.end();
      await finished(file);
      if (!keep) await rm(folder, { recursive: true });
    },
  };
}
