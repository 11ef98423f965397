// Which facts does a rule rest on?
import type { Condition as AnyCondition, Condition } from "../language/conditions.ts";
import type { PolicyDocument } from "../language/policy.ts";
import type { BaseSource, Source } from "../language/sources.ts";

/** Every atom of a condition with its path below the condition's own. */
export function* atomsOf(
  condition: AnyCondition,
  path: string,
): Generator<{ readonly atom: Exclude<Condition, { test: "all" | "any" | "not" }>; readonly path: string }> {
  switch (condition.test) {
    case "all":
    case "any":
      for (const [index, part] of condition.conditions.entries())
        yield* atomsOf(part, `${path}.conditions[${index}]`);
      return;
    case "not":
      yield* atomsOf(condition.condition, `${path}.condition`);
      return;
    default:
      yield { atom: condition, path };
  }
}

/** The sources that a condition reads. */
export function sourcesOf(condition: Condition | undefined): Source[] {
  if (condition === undefined) return [];
  return [...atomsOf(condition, "")].flatMap(({ atom }) => ("of" in atom ? [atom.of] : []));
}

/** The attributes that a source rests on: the one it reads, or the key of the look-up it reads. */
export function attributesBehind(source: BaseSource, policy: PolicyDocument): string[] {
  if (source.source === "attribute") return [source.name];
  if (source.source !== "lookup") return [];
  const key = policy.lookups?.[source.name]?.key;
  return typeof key === "object" ? [key.name] : [];
}
