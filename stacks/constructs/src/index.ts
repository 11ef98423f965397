// CDK for Terraform constructs: a user pool by its blueprint, its trigger, and APIs that take access tokens.
export { synthesise } from "./application.ts";
export {
  aliasArn,
  builtArn,
  type Deployment,
  LIVE_ALIAS,
  type LogSettings,
  partitionOf,
} from "./deployment.ts";
export { EnvironmentStack, type EnvironmentStackOptions } from "./environment-stack.ts";
export { GUARDRAILS, guardrailRefusals } from "./guardrails/index.ts";
export { type Refusal, refusalLine, refuseAtSynth, StackRefusal } from "./refusal.ts";
export { ZipFunction, type ZipFunctionOptions } from "./zip-function.ts";
