import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { environments, policy } from "@claimsmith/orders-policy";
import { afterAll, expect } from "vitest";
import type { ApplicationName } from "../src/applications.ts";
import type { CommandResult } from "../src/run-command.ts";
import { StackRunner } from "../src/stack-runner.ts";
import { conformanceTest } from "./conformance-test.ts";
import { listedKeys, makeBucket, seedPoolOutputs } from "./remote-state.ts";

/** An application is synthesised once, with the stacks of all its environments. */
const folder = mkdtempSync(join(tmpdir(), "claimsmith-plans-"));
afterAll(() => rmSync(folder, { recursive: true }));
const synthesised = new Map<ApplicationName, CommandResult>();

for (const [name, { account, state }] of Object.entries(environments)) {
  const remote = state === "local" ? [] : ["bootstrap" as const];
  for (const application of [...remote, "identity", "api"] satisfies ApplicationName[]) {
    conformanceTest(
      `terraform validates and plans ${application}-${name} in its account`,
      async ({ start, releases }) => {
        const workplace = await start({ account });
        const { aws } = workplace;
        if (state !== "local") await makeBucket(aws, state.bucket);
        // An API is planned against a pool that is there: what the pool's stack writes to SSM is written for it.
        if (application === "api") {
          await seedPoolOutputs(aws, `/claimsmith/${policy.name}/${name}`, Object.keys(policy.clients));
        }
        const stack = new StackRunner({ ...workplace, folder }, application, name);
        const synth = synthesised.get(application) ?? (await stack.synth(releases.machines.folder));
        synthesised.set(application, synth);
        expect(synth).toMatchObject({ exitCode: 0 });
        expect(await stack.terraform(["init", "-no-color"])).toMatchObject({ exitCode: 0 });
        expect(await stack.terraform(["validate", "-no-color"])).toMatchObject({ exitCode: 0 });
        // 2: there is something to do, as there must be where nothing is deployed.
        const plan = await stack.terraform(["plan", "-no-color", "-detailed-exitcode"]);
        expect(plan).toMatchObject({ exitCode: 2 });
        // The lock was taken in the bucket and given back, and a plan writes no state.
        if (state !== "local") expect(await listedKeys(aws, state.bucket)).toEqual([]);
      },
    );
  }
}
