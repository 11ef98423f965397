// What was deployed last, and where is its release? `release-before.mjs ENVIRONMENT`; `--deployed` counts this commit as well.
import { fileURLToPath } from "node:url";
import { githubApi, pagesOf } from "./github-api.mjs";
import { writeOutputs } from "./outputs.mjs";

/**
 * The commit of the newest deployment of an environment that succeeded, and the artefact of its release.
 * `commit` is empty where there was none; `run-id` is empty where the artefact has expired, so that it has to be built again.
 *
 * @param {{ api: ReturnType<typeof githubApi>, environment: string, except?: string }} options `except`: a commit that does not count
 * @returns {Promise<{ commit: string, "run-id": string }>}
 */
export async function releaseBefore({ api, environment, except }) {
  const list = `/deployments?environment=${encodeURIComponent(environment)}`;
  for await (const { id, sha } of pagesOf(api, list)) {
    if (sha === except || !(await succeeded(api, id))) continue;
    return { commit: sha, "run-id": await runOfArtefact(api, `release-${sha}`) };
  }
  return { commit: "", "run-id": "" };
}

/** A deployment that succeeded becomes inactive with the next one: any of its statuses counts. (REST API: Deployment statuses) */
async function succeeded(api, id) {
  for await (const { state } of pagesOf(api, `/deployments/${id}/statuses`))
    if (state === "success") return true;
  return false;
}

async function runOfArtefact(api, name) {
  const { artifacts } = await api("GET", `/actions/artifacts?name=${encodeURIComponent(name)}&per_page=100`);
  const kept = artifacts.find(({ expired }) => !expired);
  return kept === undefined ? "" : String(kept.workflow_run.id);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [, , environment, flag] = process.argv;
  if (!environment) throw new TypeError("expected the name of an environment");
  const except = flag === "--deployed" ? undefined : process.env.GITHUB_SHA;
  writeOutputs(await releaseBefore({ api: githubApi(process.env), environment, except }));
}
