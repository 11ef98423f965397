// How does a pull request get one comment that stays current? `comment.mjs FILE`: the file's first line is the marker to find it by.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { githubApi, pagesOf } from "./github-api.mjs";

/** GitHub refuses longer ones. (REST API: Issue comments; 65,536 characters) */
const MAX_CHARACTERS = 65_536;
const CUT = "\n\nThe rest is too long for a comment: see the summary of the job.\n";

/** Who writes with the token of a job. A person's comment is never taken over, whatever it begins with. */
const AUTHOR = "github-actions[bot]";

/**
 * Writes the comment, or changes the one that is there.
 *
 * @param {{ api: ReturnType<typeof githubApi>, pullRequest: number, body: string }} options
 * @returns {Promise<"created" | "updated" | "unchanged">}
 */
export async function putComment({ api, pullRequest, body }) {
  const marker = markerOf(body);
  const text = body.length <= MAX_CHARACTERS ? body : body.slice(0, MAX_CHARACTERS - CUT.length) + CUT;
  for await (const comment of pagesOf(api, `/issues/${pullRequest}/comments`)) {
    if (comment.user?.login !== AUTHOR || !comment.body.startsWith(marker)) continue;
    if (comment.body === text) return "unchanged";
    await api("PATCH", `/issues/comments/${comment.id}`, { body: text });
    return "updated";
  }
  await api("POST", `/issues/${pullRequest}/comments`, { body: text });
  return "created";
}

function markerOf(body) {
  const [line = ""] = body.split("\n", 1);
  if (!/^<!-- .+ -->$/.test(line))
    throw new TypeError("expected an HTML comment in the first line: the marker");
  return line;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const pullRequest = Number(process.env.PULL_REQUEST);
  if (!Number.isSafeInteger(pullRequest)) throw new TypeError("expected a number in PULL_REQUEST");
  const body = readFileSync(process.argv[2] ?? "", "utf8");
  console.log(`the comment is ${await putComment({ api: githubApi(process.env), pullRequest, body })}`);
}
