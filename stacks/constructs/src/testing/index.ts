// For tests of stacks, ours and other teams': what would be deployed, as Terraform would read it.
export { goldenText } from "./golden-text.ts";
export { synthesised } from "./synthesised.ts";
