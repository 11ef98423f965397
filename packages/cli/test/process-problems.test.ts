// Which processes of a configuration cannot be started?
import { describe, expect, it } from "vitest";
import { configProblems } from "../src/config-problems.ts";

const API = { directory: ".", command: ["node", "api.mjs"], port: 3000 };
const LAB = { ...API, port: 5173, readyPath: "/health", isMainPage: true };

/** The paths of the problems that are about `dev`. */
function pathsOf(dev: unknown): string[] {
  const paths = configProblems({ dev }).map((line) => line.split(": ", 1)[0] ?? "");
  return paths.filter((path) => path.startsWith("dev."));
}

describe("the processes of dev", () => {
  it.each([undefined, { processes: {} }, { processes: { api: API, lab: LAB } }])("may be %j", (dev) => {
    expect(pathsOf(dev)).toEqual([]);
  });

  it.each([
    [null, ["dev.processes"]],
    [{}, ["dev.processes"]],
    [{ processes: [API] }, ["dev.processes"]],
    [{ processes: { api: "node api.mjs" } }, ["dev.processes.api"]],
    [{ processes: { "": API } }, ["dev.processes."]],
    [{ processes: { "my api": API } }, ["dev.processes.my api"]],
    [{ processes: { pool: API } }, ["dev.processes.pool"]],
    [{ processes: { trigger: API } }, ["dev.processes.trigger"]],
    [{ processes: { api: { ...API, command: [] } } }, ["dev.processes.api.command"]],
    [{ processes: { api: { ...API, command: "node" } } }, ["dev.processes.api.command"]],
    [{ processes: { api: { ...API, command: ["node", 1] } } }, ["dev.processes.api.command"]],
    [{ processes: { api: { ...API, directory: "" } } }, ["dev.processes.api.directory"]],
    [{ processes: { api: { ...API, port: 0 } } }, ["dev.processes.api.port"]],
    [{ processes: { api: { ...API, port: 65_536 } } }, ["dev.processes.api.port"]],
    [{ processes: { api: { ...API, port: "3000" } } }, ["dev.processes.api.port"]],
    [{ processes: { api: { ...API, port: 1.5 } } }, ["dev.processes.api.port"]],
    [{ processes: { api: { ...API, readyPath: "health" } } }, ["dev.processes.api.readyPath"]],
    [{ processes: { api: { ...API, isMainPage: "yes" } } }, ["dev.processes.api.isMainPage"]],
    [{ processes: { api: API, lab: { ...LAB, port: API.port } } }, ["dev.processes.lab.port"]],
    [
      { processes: { api: { ...API, isMainPage: true }, lab: LAB, more: { ...LAB, port: 1 } } },
      ["dev.processes.lab.isMainPage", "dev.processes.more.isMainPage"],
    ],
    [
      { processes: { api: {} } },
      ["dev.processes.api.command", "dev.processes.api.directory", "dev.processes.api.port"],
    ],
  ])("may not be %j", (dev, paths) => {
    expect(pathsOf(dev)).toEqual(paths);
  });
});
