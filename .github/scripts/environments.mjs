// Which environments are there, and where? `environments.mjs` lists them, `environments.mjs NAME` says account, region and roles.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { writeOutputs } from "./outputs.mjs";

const RECORDED = new URL("../../packages/orders-policy/environments.json", import.meta.url);

/** Environments that the pipeline deploys: their state is in a bucket. */
export function deployedEnvironments({ environments }) {
  return Object.keys(environments).filter((name) => typeof environments[name].state === "object");
}

/**
 * Where one of them is. The roles are those of stacks/bootstrap.
 *
 * @throws TypeError where there is no such environment
 */
export function whereabouts(recorded, name) {
  const known = deployedEnvironments(recorded);
  if (!known.includes(name)) throw new TypeError(`expected one of ${known.join(", ")}: no such environment`);
  const { account, region } = recorded.environments[name];
  const role = (job) => `arn:${partitionOf(region)}:iam::${account}:role/claimsmith/${name}-${job}`;
  return { account, region, "deploy-role": role("deploy"), "plan-role": role("plan") };
}

/** The second part of every ARN of a region. (AWS: Amazon Resource Names) */
function partitionOf(region) {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const recorded = JSON.parse(readFileSync(RECORDED, "utf8"));
  const [, , name] = process.argv;
  writeOutputs(
    name === undefined
      ? { environments: JSON.stringify(deployedEnvironments(recorded)) }
      : whereabouts(recorded, name),
  );
}
