// Could we leave cdktf tomorrow? Every stack of every environment, synthesised with the fork, deploys what its golden file says.
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { goldenText } from "@claimsmith/constructs/testing";
import fork from "cdktn/package.json" with { type: "json" };
import { afterAll, describe, expect, it } from "vitest";
import { differences, stale, unexpected } from "../src/differences.ts";
import { EXPECTED_DIFFERENCES } from "../src/expected-differences.ts";
import { type Output, synthesise, synthesiseWithFork } from "../src/synthesise.ts";
import { writeRelease } from "./release.ts";

const work = await mkdtemp(join(tmpdir(), "claimsmith-exit-"));
afterAll(() => rm(work, { recursive: true }));
const release = await writeRelease(join(work, "release"));

type TerraformJson = Parameters<typeof goldenText>[0];

/** The stacks of an output by name, as Terraform reads them. */
function stacksOf(output: Output): Readonly<Record<string, TerraformJson>> {
  const entries = Object.entries(output).filter(([path]) => path.endsWith("/cdk.tf.json"));
  return Object.fromEntries(
    entries.map(([path, stack]) => [path.split("/").at(-2) ?? path, stack as TerraformJson]),
  );
}

async function tried(name: string) {
  const application = fileURLToPath(new URL(`../../${name}`, import.meta.url));
  const [original, forked] = await Promise.all([
    synthesise({ application, release, outdir: join(work, name, "cdktf") }),
    synthesiseWithFork({ application, release, outdir: join(work, name, "cdktn") }),
  ]);
  const golden = join(application, "golden");
  return {
    name,
    golden,
    goldenFiles: (await readdir(golden)).sort(),
    stacks: stacksOf(forked),
    found: differences(original, forked),
  };
}

const applications = await Promise.all(["api", "bootstrap", "identity"].map(tried));
const found = applications.flatMap((application) => application.found);

describe.each(applications)("$name", (application) => {
  it("has a stack for each golden file", () => {
    const names = Object.keys(application.stacks).map((stack) => `${stack}.tf.json`);
    expect(names.sort()).toEqual(application.goldenFiles);
  });

  it.each(application.goldenFiles)("deploys what %s says, written by the fork", async (file) => {
    const stack = application.stacks[file.replace(".tf.json", "")] ?? {};
    expect(goldenText(stack)).toBe(await readFile(join(application.golden, file), "utf8"));
  });

  it("differs from what cdktf writes in nothing but what has its reason", () => {
    expect(unexpected(application.found, EXPECTED_DIFFERENCES)).toEqual([]);
  });
});

it("was written by the version of the fork that is pinned", () => {
  const versions = found.filter(({ path }) => path.at(-1) === "version").map(({ cdktn }) => cdktn);
  expect([...new Set(versions)]).toEqual([fork.version]);
});

it("has no reason for a difference that there is not", () => {
  expect(stale(found, EXPECTED_DIFFERENCES)).toEqual([]);
});
