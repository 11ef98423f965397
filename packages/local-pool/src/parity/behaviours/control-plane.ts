// What do updates keep, what do they reset, and which settings are refused?
import { area } from "../behaviour.ts";
import type { JsonRecord } from "../json.ts";
import type { ParityWorld } from "../world.ts";

const UPDATING = "Updating user pool and app client configuration";

async function describedClient(world: ParityWorld, ClientId: string): Promise<JsonRecord> {
  const at = { UserPoolId: world.target.userPoolId, ClientId };
  return (await world.must("DescribeUserPoolClient", at)).UserPoolClient as JsonRecord;
}

export const CONTROL_PLANE = area("configuration", [
  {
    id: "pool-shape",
    behaviour:
      "a pool id is the region and nine letters or digits; custom attributes are described with their prefix",
    source: "API Reference: UserPoolType; Working with user attributes",
    certainty: "documented",
    needs: ["write"],
    expected: { id: true, arn: true, custom: "custom:tenant" },
    observe: async (world) => {
      const { Id, Arn, SchemaAttributes } = await world.newPool({
        Schema: [{ Name: "tenant", AttributeDataType: "String" }],
      });
      const names = (SchemaAttributes as readonly JsonRecord[]).map(({ Name }) => String(Name));
      return {
        id: /^[a-z]+(-[a-z]+)+-\d_[A-Za-z0-9]{9}$/.test(String(Id)),
        arn: /^arn:aws[a-z-]*:cognito-idp:[a-z0-9-]+:\d{12}:userpool\//.test(String(Arn)),
        custom: names.find((name) => name.includes("tenant")) ?? null,
      };
    },
  },
  {
    id: "update-resets-trigger",
    behaviour: "UpdateUserPool without LambdaConfig takes the triggers away",
    source: UPDATING,
    certainty: "documented",
    needs: ["write", "local"],
    expected: [true, false],
    observe: async (world) => {
      const arn = "arn:aws:lambda:eu-west-1:000000000000:function:none";
      const LambdaConfig = { PreTokenGenerationConfig: { LambdaArn: arn, LambdaVersion: "V2_0" } };
      const { Id } = await world.newPool({ LambdaConfig });
      const hasTrigger = async () => {
        const { UserPool } = await world.must("DescribeUserPool", { UserPoolId: Id });
        return Object.keys((UserPool as JsonRecord).LambdaConfig ?? {}).length > 0;
      };
      const before = await hasTrigger();
      await world.must("UpdateUserPool", { UserPoolId: Id, MfaConfiguration: "OFF" });
      return [before, await hasTrigger()];
    },
  },
  {
    id: "update-client-resets",
    behaviour: "UpdateUserPoolClient resets what is left out",
    source: UPDATING,
    certainty: "documented",
    needs: ["write"],
    expected: { before: ["given_name"], after: "undefined" },
    observe: async (world) => {
      const { clientId } = await world.newClient({ WriteAttributes: ["given_name"] });
      const before = (await describedClient(world, clientId)).WriteAttributes ?? null;
      await world.must("UpdateUserPoolClient", {
        UserPoolId: world.target.userPoolId,
        ClientId: clientId,
      });
      return { before, after: typeof (await describedClient(world, clientId)).WriteAttributes };
    },
  },
  {
    id: "tier-refuses-version",
    behaviour: "a pool on the plan LITE takes no trigger of version V2_0",
    source: "User pool feature plans; the error name: Terraform provider tests",
    certainty: "observed",
    needs: ["write", "local"],
    expected: { error: "FeatureUnavailableInTierException", status: 400 },
    observe: (world) => {
      const arn = "arn:aws:lambda:eu-west-1:000000000000:function:none";
      return world.refusal("CreateUserPool", {
        PoolName: "claimsmith-parity-lite",
        UserPoolTier: "LITE",
        LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: arn, LambdaVersion: "V2_0" } },
      });
    },
  },
  {
    id: "deletion-protection",
    behaviour: "a pool with deletion protection cannot be deleted",
    source: "API Reference: DeleteUserPool; User pool deletion protection",
    certainty: "documented",
    needs: ["write"],
    expected: { error: "InvalidParameterException", status: 400 },
    observe: async (world) => {
      const { Id } = await world.newPool({ DeletionProtection: "ACTIVE" });
      const refusal = await world.refusal("DeleteUserPool", { UserPoolId: Id });
      await world.must("UpdateUserPool", { UserPoolId: Id, DeletionProtection: "INACTIVE" });
      return refusal;
    },
  },
  {
    id: "scope-must-exist",
    behaviour: "a client cannot be given a scope that no resource server has",
    source: "API Reference: CreateUserPoolClient",
    certainty: "documented",
    needs: ["write"],
    expected: { error: "ScopeDoesNotExistException", status: 400 },
    observe: (world) =>
      world.refusal("CreateUserPoolClient", {
        UserPoolId: world.target.userPoolId,
        ClientName: "claimsmith-parity-scope",
        GenerateSecret: true,
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthFlows: ["client_credentials"],
        AllowedOAuthScopes: ["nowhere/nothing"],
      }),
  },
  {
    id: "unknown-pool",
    behaviour: "a pool that is not there is ResourceNotFoundException",
    source: "API Reference: DescribeUserPool",
    certainty: "documented",
    needs: ["write"],
    expected: { error: "ResourceNotFoundException", status: 400 },
    observe: (world) => {
      const region = world.target.userPoolId.split("_")[0];
      return world.refusal("DescribeUserPool", { UserPoolId: `${region}_Parity000` });
    },
  },
]);
