// For tests of APIs: tokens of a policy for its personas, wrong ones on purpose, a clock that stands still, vectors from files.
export { DEFECTS, type Defect, type DefectName, type DefectRow } from "./defects.ts";
export {
  type MisuseCode,
  MisuseError,
  PersonaRefusedError,
  type Refusal,
  TestkitError,
} from "./errors.ts";
export { type FrozenClock, frozenClock } from "./frozen-clock.ts";
export type { IssueOptions, RefusalOption } from "./issue-options.ts";
export type { IssuedTokens, RefusedTokens } from "./issue-tokens.ts";
export type { PersonaAttributes, TestPersona } from "./persona.ts";
export { readVectors, type Vector } from "./read-vectors.ts";
export {
  type TestIssuer,
  type TestIssuerOptions,
  type TestVerifierOptions,
  testIssuer,
} from "./test-issuer.ts";
