// In which words are explanations and plans told? The same at a terminal, in a pull request and on a page.
export { factInWords, figure, jsonText, TOKEN_NAMES } from "./in-words.ts";
export {
  changedPersonas,
  headline,
  isUnchanged,
  NOTHING_CHANGES,
  NOTHING_WIDENED,
  type PersonaEntry,
  type PlanEntry,
  type PlanHeading,
  type PlanSection,
  sectionsOf,
} from "./plan-sections.ts";
export { knownInWords, sizesInWords, tokenChangeInWords } from "./plan-words.ts";
export { isCognitosOwn, reasonInWords } from "./reasons.ts";
