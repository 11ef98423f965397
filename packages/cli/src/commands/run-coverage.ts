// What does `claimsmith coverage` do once it was asked for? Loaded then: the help of one command needs nothing of the others.
import { type Coverage, coverageOf, policySnapshot } from "@claimsmith/claims-policy";
import { wrapped } from "../demo/columns.ts";
import { CliError, issueInWords } from "../errors.ts";
import type { LoadedConfig } from "../load-config.ts";
import { configuredVectors, policyCases } from "../policy-cases.ts";
import type { Terminal } from "../terminal.ts";
import type { CommandContext } from "./command.ts";

/** Carries the command out. */
export async function runCoverage({ loadConfig, options, terminal }: CommandContext): Promise<void> {
  const asked = readThreshold(options.threshold);
  const config = await loadConfig();
  const thresholdPercent = asked ?? config.coverageThresholdPercent ?? 0;
  const policies = await coverages(config);
  if (options.json) terminal.out(JSON.stringify({ thresholdPercent, policies }, undefined, 2));
  else for (const each of policies) for (const line of rendered(each, terminal)) terminal.out(line);
  const low = policies.filter(({ percent }) => percent < thresholdPercent).map(({ policy }) => policy);
  if (low.length > 0) {
    const message = `expected ${thresholdPercent} percent of each policy to be reached: add personas or vectors for ${low.join(", ")}`;
    throw new CliError("COVERAGE_LOW", message);
  }
}

function readThreshold(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const percent = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (percent <= 100) return percent;
  throw new CliError("USAGE", "expected --threshold with a whole number from 0 to 100");
}

type PolicyCoverage = Coverage & { readonly policy: string };

/** Of each policy. @throws CliError VECTORS_INVALID with every issue of the vectors */
async function coverages(config: LoadedConfig): Promise<PolicyCoverage[]> {
  const vectors = await configuredVectors(config);
  const wrong = [...vectors.issues];
  const found: PolicyCoverage[] = [];
  for (const { policy } of [config, ...(config.otherPolicies ?? [])]) {
    const { cases, issues } = policyCases(config, await policySnapshot(policy), vectors);
    wrong.push(...issues);
    found.push({ policy: policy.name, ...coverageOf(policy, cases) });
  }
  if (wrong.length === 0) return found;
  throw new CliError("VECTORS_INVALID", "the vectors have to change", { details: wrong.map(issueInWords) });
}

function rendered({ policy, cases, goals, reached, percent }: PolicyCoverage, { paint }: Terminal): string[] {
  const tried = cases === 1 ? "1 case reaches" : `${cases} cases reach`;
  const missed = goals.filter(({ isReached }) => !isReached);
  return [
    `${paint("heading", `policy ${policy}`)}: ${tried} ${reached} of ${goals.length}, ${percent} percent`,
    ...missed.flatMap(({ path, goal }) =>
      wrapped(`  not reached ${path}: ${goal}`, 100, 14).map((line) => paint("loss", line)),
    ),
  ];
}
