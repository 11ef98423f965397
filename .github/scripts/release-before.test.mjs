// Which release is gone back to? The newest that succeeded in that environment, of another commit.
import assert from "node:assert/strict";
import { test } from "node:test";
import { githubApi } from "./github-api.mjs";
import { localGithub, pageOf } from "./local-github.mjs";
import { releaseBefore } from "./release-before.mjs";

const list = (items) => (query) => pageOf(items, query);
const states = (...all) => list(all.map((state) => ({ state })));
const deployment = (id, sha) => ({ id, sha });
const artefact = (id, expired) => ({ expired, workflow_run: { id } });

const CASES = [
  {
    description: "nothing was ever deployed",
    deployments: [],
    expected: { commit: "", "run-id": "" },
  },
  {
    description: "the commit before succeeded, and is inactive since",
    deployments: [deployment(3, "new"), deployment(2, "old"), deployment(1, "older")],
    statuses: { 2: ["inactive", "success", "in_progress"], 1: ["inactive", "success"] },
    artifacts: [artefact(42, false)],
    expected: { commit: "old", "run-id": "42" },
  },
  {
    description: "the commit before failed, too",
    deployments: [deployment(3, "new"), deployment(2, "old"), deployment(1, "older")],
    statuses: { 2: ["failure", "in_progress"], 1: ["inactive", "success"] },
    artifacts: [artefact(41, false)],
    expected: { commit: "older", "run-id": "41" },
  },
  {
    description: "this commit succeeded before, and does not count",
    deployments: [deployment(3, "new"), deployment(2, "new"), deployment(1, "old")],
    statuses: { 2: ["success"], 1: ["success"] },
    artifacts: [artefact(40, false)],
    expected: { commit: "old", "run-id": "40" },
  },
  {
    description: "only failures",
    deployments: [deployment(2, "new"), deployment(1, "old")],
    statuses: { 1: ["error"] },
    expected: { commit: "", "run-id": "" },
  },
  {
    description: "its artefact has expired, so it is built again",
    deployments: [deployment(1, "old")],
    statuses: { 1: ["success"] },
    artifacts: [artefact(40, true)],
    expected: { commit: "old", "run-id": "" },
  },
  {
    description: "of two artefacts one is kept",
    deployments: [deployment(1, "old")],
    statuses: { 1: ["success"] },
    artifacts: [artefact(40, true), artefact(39, false)],
    expected: { commit: "old", "run-id": "39" },
  },
  {
    description: "what is deployed now counts for the look for drift",
    except: undefined,
    deployments: [deployment(3, "new"), deployment(2, "old")],
    statuses: { 3: ["success"], 2: ["inactive", "success"] },
    artifacts: [artefact(43, false)],
    expected: { commit: "new", "run-id": "43" },
  },
];

for (const { description, deployments, statuses = {}, artifacts = [], expected, ...rest } of CASES) {
  test(description, async () => {
    const asked = [];
    const github = await localGithub({
      "GET /deployments": (query) => {
        asked.push(query.get("environment"));
        return pageOf(deployments, query);
      },
      "GET /actions/artifacts": (query) => {
        asked.push(query.get("name"));
        return { artifacts };
      },
      ...Object.fromEntries(
        Object.entries(statuses).map(([id, all]) => [`GET /deployments/${id}/statuses`, states(...all)]),
      ),
    });
    try {
      const options = { api: githubApi(github.env), environment: "dev", except: "new", ...rest };
      assert.deepEqual(await releaseBefore(options), expected);
      const named = expected.commit === "" ? [] : [`release-${expected.commit}`];
      assert.deepEqual(asked, ["dev", ...named]);
    } finally {
      github.close();
    }
  });
}
