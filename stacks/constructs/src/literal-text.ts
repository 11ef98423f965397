// What does Terraform take for an expression in text that is none? Every string of its JSON is a template.
import { Token } from "cdktf";

/** Plain data of which every text, names of members included, reaches AWS as it is written: `${` and `%{` begin no expression. References stay. */
export function literally<T>(value: T): T {
  return literal(value) as T;
}

function literal(value: unknown): unknown {
  if (typeof value === "string")
    return Token.isUnresolved(value) ? value : value.replaceAll(/[$%]\{/g, escaped);
  if (Array.isArray(value)) return value.map(literal);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [literal(name), literal(member)]));
}

/** The first character once more. (Terraform: Strings and templates, escape sequences) */
function escaped(opening: string): string {
  return `${opening.charAt(0)}${opening}`;
}
