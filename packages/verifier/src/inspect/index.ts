// What may a page look at? Tokens taken apart without verification, and the codes of refusals. Browser-safe: no node: module.
export { FAILURES, type FailureCode, type FailureRow } from "../failures.ts";
export { type ExplainedCode, explainCode } from "./explain-code.ts";
export {
  type InspectedToken,
  inspectToken,
  type TokenBytes,
  type UnreadableToken,
  type UnverifiedJson,
} from "./inspect-token.ts";
