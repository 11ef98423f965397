// What would a clone of the workspace hold? The files that git has or would take, as they are now: changes count before they are committed.
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

/**
 * Copies these files into a new folder; no history, nothing that is ignored.
 * @throws the error of git where the workspace is not of a repository
 */
export async function copyAsCloned(workspace: string, folder: string): Promise<void> {
  const list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const { stdout } = await promisify(execFile)("git", list, { cwd: workspace, maxBuffer: 64_000_000 });
  // A file that was deleted and not committed is listed still.
  const paths = stdout.split("\0").filter((path) => path !== "" && existsSync(join(workspace, path)));
  for (const path of paths) {
    const target = join(folder, path);
    await mkdir(dirname(target), { recursive: true });
    await cp(join(workspace, path), target, { verbatimSymlinks: true });
  }
}
