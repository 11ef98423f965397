// Which rule is behind a change of a token?
import type { RuleExplanation } from "../../evaluation/explain.ts";
import type { TokenPreview } from "../../preview/preview-tokens.ts";
import type { Effect } from "../effects/effect.ts";
import { rulePaths } from "../effects/rule-paths.ts";
import type { TokenChange } from "../plan.ts";
import type { Item, PreviewPair } from "./token-changes.ts";

/** What a rule about such a thing says: that it is there, or that it is not. */
const GIVES: Readonly<Record<Item["about"], readonly RuleExplanation["about"][]>> = {
  tokens: [],
  claim: ["claim"],
  scope: ["scope"],
  group: ["group"],
  role: [],
  preferredRole: [],
};
const TAKES: Readonly<Record<Item["about"], readonly RuleExplanation["about"][]>> = {
  ...GIVES,
  claim: ["suppression"],
  scope: ["withheld scope"],
};

/** The rule of the policy after where that has one, else of the policy before; `undefined` where no rule had a part in it. */
export function ruleBehind(
  pair: PreviewPair,
  item: Item,
  change: TokenChange["change"],
): TokenChange["rule"] {
  const { before, after } = pair;
  const at = (policy: "before" | "after", path: string | undefined) => path && { policy, path };
  if (item.about === "tokens") {
    const refused = change === "lost" ? at("after", refusing(after)) : at("before", refusing(before));
    return refused || undefined;
  }
  const inOrder =
    change === "lost"
      ? [
          at("after", taking(after, item)),
          at("after", declared(pair, "after", item, true)),
          at("before", giving(before, item)),
          at("after", refusing(after)),
        ]
      : [
          at("after", giving(after, item)),
          at("before", taking(before, item)),
          at("before", refusing(before)),
          at("after", declared(pair, "after", item, true)),
        ];
  const found = [
    ...inOrder,
    at("after", declared(pair, "after", item)),
    at("before", declared(pair, "before", item)),
  ];
  return found.find((rule) => rule !== undefined && rule !== "") || undefined;
}

function refusing(preview: TokenPreview | undefined): string | undefined {
  const decision = preview?.explanation.decision;
  return decision?.outcome === "refuse" ? decision.rule : undefined;
}

function rulesAbout(
  preview: TokenPreview | undefined,
  { name, token }: Item,
  abouts: readonly RuleExplanation["about"][],
): RuleExplanation[] {
  return (preview?.explanation.rules ?? []).filter(
    (rule) =>
      abouts.includes(rule.about) && rule.name === name && (rule.token === "both" || rule.token === token),
  );
}

/** `keep` and `add` give where they hold, `drop` never does. */
function giving(preview: TokenPreview | undefined, item: Item): string | undefined {
  return rulesAbout(preview, item, GIVES[item.about]).find(
    ({ outcome, rule }) => outcome === "applied" && !rule.startsWith("groupOverride.drop"),
  )?.rule;
}

/** `drop` takes where it holds, `keep` where it does not. */
function taking(preview: TokenPreview | undefined, item: Item): string | undefined {
  return rulesAbout(preview, item, TAKES[item.about]).find(({ outcome, rule, about }) => {
    const isApplied = outcome === "applied";
    if (about !== "group") return isApplied;
    if (rule.startsWith("groupOverride.drop")) return isApplied;
    return rule.startsWith("groupOverride.keep") && !isApplied;
  })?.rule;
}

/** A rule of the policy about the thing, whatever became of it; without the client's list where only rules are asked for. */
function declared(
  { client, sides, before, after }: PreviewPair,
  policy: "before" | "after",
  { about, name, token }: Item,
  onlyRules = false,
): string | undefined {
  const kind = (after ?? before)?.facts.kind ?? "user";
  const effect = { about, name, ...(token !== undefined && { token }) } as Effect;
  const [path] = rulePaths(effect, { side: sides[policy], kind, client });
  return onlyRules && path?.startsWith("clients.") ? undefined : path;
}
