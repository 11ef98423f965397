// How is GitHub's API asked? With the token of the job; other statuses than success are errors that name the call.

/** An answer that is no success. */
export class GithubApiError extends Error {
  name = "GithubApiError";
  code = "GITHUB_API";

  constructor(call, status) {
    super(`expected success of ${call}, received status ${status}`);
    this.status = status;
  }
}

/**
 * A function that calls the API of one repository: `(method, path, body)`, the path below `/repos/OWNER/NAME`. Gives the JSON of
 * the answer. Needs GITHUB_TOKEN and GITHUB_REPOSITORY; GITHUB_API_URL is another server's than github.com's.
 *
 * @param {NodeJS.ProcessEnv} env
 */
export function githubApi({ GITHUB_TOKEN, GITHUB_REPOSITORY, GITHUB_API_URL = "https://api.github.com" }) {
  if (!GITHUB_TOKEN || !GITHUB_REPOSITORY) throw new TypeError("expected GITHUB_TOKEN and GITHUB_REPOSITORY");
  return async (method, path, body) => {
    const response = await fetch(`${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}${path}`, {
      method,
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${GITHUB_TOKEN}`,
        "x-github-api-version": "2022-11-28",
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(60_000),
    });
    if (!response.ok) throw new GithubApiError(`${method} ${path.replace(/\?.*/, "")}`, response.status);
    return response.json();
  };
}

const PAGE_SIZE = 100;

/**
 * All items of a list, page by page; stops where the one who asks has seen enough.
 *
 * @param {ReturnType<typeof githubApi>} api
 * @param {string} path without `page`
 */
export async function* pagesOf(api, path) {
  const joint = path.includes("?") ? "&" : "?";
  for (let page = 1; ; page += 1) {
    const items = await api("GET", `${path}${joint}per_page=${PAGE_SIZE}&page=${page}`);
    yield* items;
    if (items.length < PAGE_SIZE) return;
  }
}
