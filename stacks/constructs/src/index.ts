// CDK for Terraform constructs: a user pool by its blueprint, its trigger, and APIs that take access tokens.
export type { App } from "cdktf";
export { refusedLines, synthesise } from "./application.ts";
export { ClaimsUserPool } from "./claims-user-pool.ts";
export { DataTable, type DataTableOptions, type ItemAction } from "./data-table.ts";
export { DeployRole, type DeployRoleOptions } from "./deploy-role.ts";
export {
  aliasArn,
  builtArn,
  type Deployment,
  globalArn,
  LIVE_ALIAS,
  partitionOf,
} from "./deployment.ts";
export { EnvironmentStack, type EnvironmentStackOptions } from "./environment-stack.ts";
export { GithubOidc, type GithubOidcOptions } from "./github-oidc.ts";
export {
  type FieldResolver,
  GuardedGraphqlApi,
  type GuardedGraphqlApiOptions,
} from "./guarded-graphql-api.ts";
export {
  DEFAULT_THROTTLING,
  GuardedHttpApi,
  type GuardedHttpApiOptions,
  type Throttling,
} from "./guarded-http-api.ts";
export { GUARDRAILS, guardrailRefusals } from "./guardrails/index.ts";
export type { Statement } from "./iam/policy-document.ts";
export { type EnvironmentLogs, type LogSettings, logSettings } from "./log-settings.ts";
export { LOOKUP_KEY_NAME, LookupTable, type LookupTableOptions } from "./lookup-table.ts";
export type { PoolValues } from "./pool-output-names.ts";
export { PoolOutputs, type PoolOutputsOptions } from "./pool-outputs.ts";
export { type ReadPoolOutputsOptions, readPoolOutputs } from "./read-pool-outputs.ts";
export { type Refusal, refusalLine, refuseAtSynth, refuseIssues, StackRefusal } from "./refusal.ts";
export { missingFromRelease, readReleaseJson, releaseFile } from "./release.ts";
export { RoleBoundary, type RoleBoundaryOptions, roleBoundaryArn } from "./role-boundary.ts";
export { StateBucket, type StateBucketOptions } from "./state-bucket.ts";
export { TokenTrigger, type TokenTriggerOptions, type TriggerArtefact } from "./token-trigger.ts";
export { TriggerAlarms, type TriggerAlarmsOptions } from "./trigger-alarms.ts";
export {
  type ClaimsUserPoolOptions,
  DEFAULT_PASSWORD_POLICY,
  type PasswordPolicy,
} from "./user-pool/options.ts";
export { ZipFunction, type ZipFunctionOptions } from "./zip-function.ts";
