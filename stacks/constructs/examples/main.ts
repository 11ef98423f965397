import type { PoolBlueprint } from "@claimsmith/cognito-model";
import { aliasArn, ClaimsUserPool, EnvironmentStack, synthesise, TokenTrigger } from "@claimsmith/constructs";

/** The blueprint is `poolBlueprint(policy, environment)`; hash and zip come with the trigger's build. */
export function deploy(blueprint: PoolBlueprint, policyHash: string, zipPath: string): Promise<void> {
  const deployment = { environment: "dev", account: "111111111111", region: "eu-west-1" };
  const functionName = "shop-dev-pre-token-generation";
  return synthesise((app) => {
    const state = { bucket: "shop-terraform-dev" };
    const stack = new EnvironmentStack(app, "identity-dev", { deployment, state });
    const pool = new ClaimsUserPool(stack, "pool", {
      deployment,
      blueprint,
      poolName: "shop-dev",
      featurePlan: "ESSENTIALS",
      deletionProtection: false,
      triggerArn: aliasArn(deployment, functionName),
    });
    new TokenTrigger(stack, "trigger", {
      deployment,
      functionName,
      artefact: { zipPath, handler: "index.handler", policyHash },
      policyHash,
      pool,
      settings: {},
      logs: { retentionDays: 30 },
    });
  });
}
