// The bootstrap application of cdktf: one stack for each environment whose state is in a bucket. A person deploys it, once.
import { synthesise } from "@claimsmith/constructs";
import { environments, policy } from "@claimsmith/orders-policy";
import { bootstrapStacks } from "./src/application.ts";
import { repository } from "./src/repository.ts";

await synthesise((app) =>
  bootstrapStacks(app, {
    policyName: policy.name,
    environments,
    repository,
    // Before there is a bucket: see README.md, First deploy.
    stateInFile: process.env.BOOTSTRAP_STATE === "local",
  }),
);
