// How many checks passed and failed? Sums the test results of all packages and the other steps of .ci/run.
// Without the age check, a package whose tests never started would count with the results of yesterday.
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { workspacePackages } from "./workspace.mjs";

/** Where the tests of a package's script leave their results, by the step that runs them in all packages. */
const COUNTED = {
  tests: { script: "test", results: ".turbo/test-results.json" },
  endurance: { script: "endurance", results: ".turbo/endurance-results.json" },
  conformance: { script: "conformance", results: ".turbo/conformance-results.json" },
  packages: { script: "packages", results: ".turbo/packages-results.json" },
  "browser tests": { script: "browser", results: ".turbo/browser-results.json" },
};

/**
 * The checks of one package by its vitest result file.
 *
 * A missing result file, one from before `startedMs`, one without tests, and a file of tests that failed to load are each
 * one failure.
 *
 * @returns {{ passed: number, failed: string[], skipped: string[] }} names of what failed and was skipped
 */
export function packageTotals(folder, results, startedMs) {
  if (results === undefined) return { passed: 0, failed: [`${folder}: no test results`], skipped: [] };
  if (results.startTime < startedMs)
    return { passed: 0, failed: [`${folder}: test results are from before this run`], skipped: [] };
  const total = { passed: 0, failed: [], skipped: [] };
  for (const file of results.testResults) countFile(total, folder, file);
  if (total.passed + total.failed.length + total.skipped.length === 0)
    total.failed.push(`${folder}: no test ran`);
  return total;
}

function countFile(total, folder, { name, status, assertionResults }) {
  const failedBefore = total.failed.length;
  for (const test of assertionResults) {
    const line = `${folder}: ${test.fullName}`;
    if (test.status === "passed") total.passed += 1;
    else if (test.status === "failed") total.failed.push(line);
    else total.skipped.push(`${line} (${test.meta?.skipReason ?? "no reason given"})`);
  }
  const file = name.slice(name.indexOf(`${folder}/`));
  if (status === "failed" && total.failed.length === failedBefore)
    total.failed.push(`${file}: failed outside its tests`);
}

/**
 * All checks together: steps as `name=exitStatus`. The steps of `COUNTED` count test by test, in every package with their script; on
 * their own only where they failed although no test did.
 */
export function totals({ root, startedMs, steps }) {
  const all = { passed: 0, failed: [], skipped: [] };
  for (const step of steps) {
    const [name, status] = step.split("=");
    const counted = COUNTED[name];
    const failedBefore = all.failed.length;
    if (counted !== undefined) countPackages(all, { root, startedMs, counted });
    else if (status === "0") all.passed += 1;
    if (status !== "0" && all.failed.length === failedBefore) {
      all.failed.push(counted === undefined ? `step: ${name}` : `step: ${name} failed although no test did`);
    }
  }
  return all;
}

function countPackages(all, { root, startedMs, counted: { script, results } }) {
  for (const { folder, manifest } of workspacePackages(root)) {
    if (manifest.scripts?.[script] === undefined) continue;
    const one = packageTotals(folder, readResults(join(root, folder, results)), startedMs);
    all.passed += one.passed;
    all.failed.push(...one.failed);
    all.skipped.push(...one.skipped);
  }
}

function readResults(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [startedMs, ...steps] = process.argv.slice(2);
  const root = dirname(dirname(fileURLToPath(import.meta.url)));
  const { passed, failed, skipped } = totals({ root, startedMs: Number(startedMs), steps });
  for (const each of skipped) console.log(`skipped  ${each}`);
  for (const each of failed) console.log(`failed   ${each}`);
  console.log(`${passed} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
