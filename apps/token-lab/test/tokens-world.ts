// The tokens of the orders policy's people, as the pool and its trigger would give them.
import type { PolicySnapshot } from "@claimsmith/claims-policy";
import { environments, personas, policy } from "@claimsmith/orders-policy";
import { type IssueOptions, testIssuer } from "@claimsmith/testkit";
import { pagePolicy } from "../src/tokens/page-policy.ts";
import { type ShownToken, type ShownTokens, shownTokens } from "../src/tokens/shown-tokens.ts";

/** The moment of issue, in seconds. */
export const NOW_SECONDS = 1_790_000_000;

/** Both tokens of a persona. */
export async function tokensOf(name: "alice" | "bob", options: IssueOptions<typeof policy> = {}) {
  const clock = () => NOW_SECONDS * 1_000;
  const issuer = await testIssuer({ policy, environment: environments.local, clock });
  return issuer.issue(personas[name], options);
}

/** What is shown of them, by this page's policy or another. */
export async function shownOf(
  name: "alice" | "bob",
  options: IssueOptions<typeof policy> = {},
  snapshot: PolicySnapshot = pagePolicy,
): Promise<{ readonly all: ShownTokens; readonly id: ShownToken; readonly access: ShownToken }> {
  const all = shownTokens(await tokensOf(name, options), snapshot, "web");
  return { all, id: readable(all.id), access: readable(all.access) };
}

function readable(shown: ShownTokens["id"]): ShownToken {
  if ("why" in shown) throw new Error("expected a token that can be read");
  return shown;
}

/** The line of one claim. */
export function lineOf(shown: ShownToken, name: string) {
  const line = shown.lines.find((each) => each.name === name);
  if (line === undefined) throw new Error(`expected the claim ${name} on the token`);
  return line;
}
