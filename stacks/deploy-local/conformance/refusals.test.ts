import { existsSync } from "node:fs";
import { join } from "node:path";
import { parsePolicy, policySnapshot } from "@claimsmith/claims-policy";
import { environments } from "@claimsmith/orders-policy";
import { expect } from "vitest";
import { awsClients } from "../src/aws-clients.ts";
import { inventory } from "../src/inventory.ts";
import { committed, makeRelease } from "../src/releases.ts";
import { StackRunner } from "../src/stack-runner.ts";
import { conformanceTest } from "./conformance-test.ts";
import { listedKeys, makeBucket } from "./remote-state.ts";

conformanceTest(
  "a deploy with the credentials of another account stops before anything changes",
  async ({ start, releases }) => {
    const { account, state } = environments.dev;
    const bucket = state === "local" ? "" : state.bucket;
    const other = environments.local.account;
    expect(other).not.toBe(account);
    const workplace = await start({ account: other });
    const { aws } = workplace;
    await makeBucket(aws, bucket);
    const clients = awsClients(aws);
    const before = await inventory(clients);
    const { exitCode, stdout, stderr } = await new StackRunner(workplace, "identity", "dev").tryDeploy(
      releases.machines.folder,
    );
    expect(exitCode).not.toBe(0);
    expect(stdout + stderr).toContain(`account ID not allowed: ${other}`);
    expect(await inventory(clients)).toEqual(before);
    expect(await listedKeys(aws, bucket)).toEqual([]);
  },
);

conformanceTest(
  "a release that would give the trigger's function another name is refused at synth, and nothing is written",
  async ({ start, folder }) => {
    const renamed = await policySnapshot(parsePolicy({ ...committed.policy, name: "purchases" }));
    const release = await makeRelease(join(folder, "renamed"), renamed);
    const workplace = await start({ account: environments.local.account });
    const identity = new StackRunner(workplace, "identity", "local");
    const { exitCode, stdout, stderr } = await identity.synth(release.folder);
    expect(exitCode).not.toBe(0);
    expect(stdout + stderr).toMatch(/PERMANENT_CHANGED at .*triggerFunction/);
    expect(existsSync(identity.folder)).toBe(false);
  },
);
