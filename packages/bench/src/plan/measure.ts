// How long does it take to compare two large policies, and how much memory?
import { type PolicySnapshot, policySnapshot } from "@claimsmith/claims-policy";
import { comparePolicies } from "@claimsmith/claims-policy/plan";
import { largePolicy, type PolicySize, sizeFor } from "./large-policy.ts";

/** The figures of a comparison, measured in a process that did nothing before. */
export interface PlanFigures {
  readonly "plan.seconds": number;
  readonly "plan.peakMegabytes": number;
}

/** What a large team might have: 300 rules. */
const LARGE: PolicySize = { rules: 300, groups: 200, scopes: 100, clients: 50 };

/** Compares a large policy with one in which every rule is a little different, once. */
export async function measurePlan(): Promise<PlanFigures> {
  const seconds = await compare(LARGE);
  return { "plan.seconds": seconds, "plan.peakMegabytes": process.resourceUsage().maxRSS / 1024 };
}

/** The same for policies of other sizes, in seconds by number of rules, in one process after the other size. */
export async function measurePlanGrowth(): Promise<Readonly<Record<string, number>>> {
  const seconds: Record<string, number> = {};
  for (const rules of [50, 100, 200, 400]) seconds[`${rules} rules`] = await compare(sizeFor(rules));
  return seconds;
}

async function compare(size: PolicySize): Promise<number> {
  const [before, after]: PolicySnapshot[] = [
    await policySnapshot(largePolicy(size, "before")),
    await policySnapshot(largePolicy(size, "after")),
  ];
  if (before === undefined || after === undefined) throw new TypeError("expected two policies");
  const started = performance.now();
  const { effects } = comparePolicies(before, after);
  const milliseconds = performance.now() - started;
  if (effects.length < size.rules) throw new TypeError("expected an effect of every rule");
  return milliseconds / 1000;
}
