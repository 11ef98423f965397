// Does a pull request keep one comment, whatever else was said there?
import assert from "node:assert/strict";
import { test } from "node:test";
import { putComment } from "./comment.mjs";
import { GithubApiError, githubApi } from "./github-api.mjs";
import { localGithub, pageOf } from "./local-github.mjs";

const BODY = "<!-- the plan -->\n\nnothing changes\n";
const ours = { user: { login: "github-actions[bot]" } };
const PEOPLE = Array.from({ length: 130 }, (_, id) => ({ id, user: { login: "pat" }, body: BODY }));

async function outcome(comments, body = BODY) {
  const github = await localGithub({
    "GET /issues/7/comments": (query) => pageOf(comments, query),
    "POST /issues/7/comments": {},
    "PATCH /issues/comments/900": {},
  });
  try {
    const result = await putComment({ api: githubApi(github.env), pullRequest: 7, body });
    return { result, written: github.calls.filter(({ call }) => !call.startsWith("GET")) };
  } finally {
    github.close();
  }
}

const CASES = [
  ["no comment at all", [], "created"],
  [
    "comments of people that read the same, and of other bots",
    [...PEOPLE, { ...ours, id: 1, body: "<!-- lint -->" }],
    "created",
  ],
  [
    "its own comment on the second page",
    [...PEOPLE, { ...ours, id: 900, body: "<!-- the plan -->\nold" }],
    "updated",
  ],
  ["its own comment as it should be", [{ ...ours, id: 900, body: BODY }], "unchanged"],
];

for (const [description, comments, expected] of CASES) {
  test(`${description}: ${expected}`, async () => {
    const { result, written } = await outcome(comments);
    assert.equal(result, expected);
    const calls = { created: "POST /issues/7/comments", updated: "PATCH /issues/comments/900" };
    const call = calls[expected];
    assert.deepEqual(written, call === undefined ? [] : [{ call, body: { body: BODY } }]);
  });
}

test("a text that is too long for GitHub is cut, and says so", async () => {
  const { written } = await outcome([], `${BODY}${"x".repeat(70_000)}`);
  const { body } = written[0].body;
  assert.equal(body.length, 65_536);
  assert.match(body, /too long for a comment/);
});

test("a text without a marker is refused before anything is written", async () => {
  await assert.rejects(outcome([], "nothing changes"), TypeError);
});

test("a refusal of GitHub is an error with its status", async () => {
  const github = await localGithub({ "GET /issues/7/comments": [] });
  try {
    const api = githubApi({ ...github.env, GITHUB_TOKEN: "another" });
    await assert.rejects(putComment({ api, pullRequest: 7, body: BODY }), (error) => {
      assert.ok(error instanceof GithubApiError);
      assert.deepEqual([error.code, error.status], ["GITHUB_API", 401]);
      return true;
    });
  } finally {
    github.close();
  }
});
