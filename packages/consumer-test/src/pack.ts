// What would be uploaded? The tarball of every published package, made as `pnpm publish` makes it.
import { join } from "node:path";
import { outputOf } from "./run.ts";
import { type PublishedPackage, ROOT } from "./workspace.ts";

/** Packs a package that is built into `directory`, and gives the path of the tarball. */
export async function pack({ folder }: PublishedPackage, directory: string): Promise<string> {
  const args = ["pack", "--json", "--pack-destination", directory];
  const { filename } = JSON.parse(await outputOf(join(ROOT, folder), "pnpm", args));
  return filename;
}
