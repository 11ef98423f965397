import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { awsClients } from "../src/aws-clients.ts";
import { inventory } from "../src/inventory.ts";
import { createPeople, signInPeople } from "../src/signed-in.ts";
import { StackRunner } from "../src/stack-runner.ts";
import { conformanceTest } from "./conformance-test.ts";
import { dyingEndpoint } from "./dying-endpoint.ts";

conformanceTest(
  "a deploy whose endpoint dies before the function exists fails, and the next one repairs it",
  async ({ start, folder, releases }) => {
    const workplace = await start({ account: "123456789012", dataDirectory: join(folder, "pool") });
    const { aws } = workplace;
    const clients = awsClients(aws);
    const identity = new StackRunner(workplace, "identity", "local");
    const release = releases.machines;

    const lambda = await dyingEndpoint(
      aws.poolEndpoint,
      (method, path) => method === "POST" && path === "/2015-03-31/functions",
      () => aws.stopPool(),
    );
    // The provider would call a dead endpoint 25 times, for many minutes.
    mkdirSync(identity.folder, { recursive: true });
    const override = join(identity.folder, "retries_override.tf.json");
    writeFileSync(override, JSON.stringify({ provider: { aws: [{ max_retries: 1 }] } }));
    const first = await identity.tryDeploy(release.folder, {
      // One thing at a time: nothing else is under way when the endpoint dies, so each run is the same.
      parallelism: 1,
      env: { AWS_ENDPOINT_URL_LAMBDA: lambda.endpoint },
    });
    lambda.close();
    rmSync(override);
    expect(first.exitCode).not.toBe(0);

    await aws.restartPool();
    const between = await inventory(clients);
    expect(between).toContain("user pool orders-local");
    expect(between).not.toContain("function orders-local-pre-token-generation");

    await identity.deploy(release.folder);
    expect(await identity.isUnchanged()).toBe(true);
    const after = await inventory(clients);
    expect(after.filter((thing) => thing === "user pool orders-local")).toHaveLength(1);
    expect(after).toContain("function orders-local-pre-token-generation");
    await signInPeople(clients, await createPeople(clients), release);
  },
);
