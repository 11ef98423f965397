// Which attribute that identifies a person does a claim carry?
import { standardAttribute } from "@claimsmith/cognito-model";
import type { ClaimRule } from "./policy.ts";
import type { Source } from "./sources.ts";

/**
 * The standard attribute that identifies a person and that the claim carries, or is called like: its source, then its name, since
 * whoever reads the token takes it for that. `undefined` where there is none, or where the policy states the values itself, by a
 * map or a constant. (OpenID Connect Core 1.0, section 5.1)
 */
export function identifyingAttribute(name: string, { from }: Pick<ClaimRule, "from">): string | undefined {
  const isStated = from.source === "constant" || (from.steps ?? []).some((step) => "map" in step);
  if (isStated) return undefined;
  return [nameOf(from), name].find((each) => standardAttribute(each)?.personal === true);
}

function nameOf(source: Source): string {
  if (source.source === "lookup") return source.field;
  return source.source === "attribute" || source.source === "metadata" ? source.name : "";
}
