// May this change be merged? Only where every job that the gate needs succeeded: skipped and cancelled count as failed.
import { fileURLToPath } from "node:url";

/**
 * What keeps the gate shut; nothing where it is open.
 *
 * @param {Record<string, { result: string }>} needs `toJSON(needs)` of the job
 * @returns {string[]}
 */
export function shutBy(needs) {
  const jobs = Object.entries(needs);
  if (jobs.length === 0) return ["the gate needs no job at all"];
  return jobs
    .filter(([, { result }]) => result !== "success")
    .map(([job, { result }]) => `${job}: ${result ?? "no result"}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const problems = shutBy(JSON.parse(process.env.NEEDS ?? "{}"));
  for (const problem of problems) console.log(`::error::${problem}`);
  if (problems.length === 0) console.log("every job succeeded");
  process.exitCode = problems.length === 0 ? 0 : 1;
}
