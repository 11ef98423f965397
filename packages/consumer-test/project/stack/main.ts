// What would Terraform deploy for the shop? Prints the types of the resources as JSON.
import { poolBlueprint } from "@claimsmith/claims-policy";
import { aliasArn, ClaimsUserPool, EnvironmentStack, TokenTrigger } from "@claimsmith/constructs";
import { synthesised } from "@claimsmith/constructs/testing";
import snapshot from "../policy.json" with { type: "json" };
import { policy } from "../src/policy.ts";

const deployment = { environment: "dev", account: "111111111111", region: "eu-west-1" };
const functionName = "shop-dev-pre-token-generation";
const artefact = { zipPath: "trigger.zip", handler: "index.handler", policyHash: snapshot.hash };

const stacks = synthesised((app) => {
  const state = { bucket: "shop-terraform-dev" };
  const stack = new EnvironmentStack(app, "identity-dev", { deployment, state });
  const pool = new ClaimsUserPool(stack, "pool", {
    deployment,
    blueprint: poolBlueprint(policy, {}),
    poolName: "shop-dev",
    featurePlan: "ESSENTIALS",
    deletionProtection: false,
    triggerArn: aliasArn(deployment, functionName),
  });
  new TokenTrigger(stack, "trigger", {
    deployment,
    functionName,
    artefact,
    policyHash: snapshot.hash,
    pool,
    settings: {},
    logs: { retentionDays: 30 },
  });
});
console.log(JSON.stringify(Object.keys(stacks["identity-dev"]?.resource ?? {})));
