// What would an application deploy? Its stacks, synthesised as `cdktf synth` does it.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";

/** A stack as Terraform reads it: `resource`, `provider`, `terraform` and the like. */
export type TerraformJson = Readonly<Record<string, unknown>>;

/**
 * The Terraform JSON of every stack that `build` adds, by stack name. Nothing is left on disk.
 * @throws what the stacks refuse; `refusedLines` reads it
 */
export function synthesised(build: (app: App) => void): Readonly<Record<string, TerraformJson>> {
  const outdir = mkdtempSync(join(tmpdir(), "claimsmith-synth-"));
  try {
    const app = new App({ outdir });
    build(app);
    app.synth();
    const { stacks } = JSON.parse(readFileSync(join(outdir, "manifest.json"), "utf8")) as {
      readonly stacks: Readonly<Record<string, { readonly synthesizedStackPath: string }>>;
    };
    const read = (path: string) => JSON.parse(readFileSync(join(outdir, path), "utf8")) as TerraformJson;
    return Object.fromEntries(
      Object.entries(stacks).map(([name, { synthesizedStackPath }]) => [name, read(synthesizedStackPath)]),
    );
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
