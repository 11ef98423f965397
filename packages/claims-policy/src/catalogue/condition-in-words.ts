// How would a person say a condition?
import { atomInWords } from "../evaluation/explain.ts";
import type { Condition } from "../language/conditions.ts";

/** A condition in words: `in group ADMINS and not (client is web)`. */
export function conditionInWords(condition: Condition): string {
  if (condition.test === "not") return `not (${conditionInWords(condition.condition)})`;
  if (condition.test !== "all" && condition.test !== "any") return atomInWords(condition);
  if (condition.conditions.length === 0) return condition.test === "all" ? "always" : "never";
  const [word, other] = condition.test === "all" ? ["and", "any"] : ["or", "all"];
  return condition.conditions
    .map((part) => (part.test === other ? `(${conditionInWords(part)})` : conditionInWords(part)))
    .join(` ${word} `);
}
