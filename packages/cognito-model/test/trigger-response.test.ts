// Which answers of a function can be used, and which container belongs to a version?
import { describe, expect, it } from "vitest";
import {
  EVENT_VERSIONS,
  type EventVersionNumber,
  RESPONSE_CONTAINER,
  triggerResponseProblem,
} from "../src/index.ts";
import text from "./vectors/trigger-response-problem.json?raw";

interface Vector {
  readonly description: string;
  readonly version: EventVersionNumber;
  readonly returned: unknown;
  readonly path: string | null;
}

const { vectors } = JSON.parse(text) as { readonly vectors: readonly Vector[] };

describe("triggerResponseProblem", () => {
  it.each(vectors.filter((vector) => vector.path === null))("takes: $description", (vector) => {
    expect(triggerResponseProblem(vector.returned, vector.version)).toBeUndefined();
  });

  it.each(vectors.filter((vector) => vector.path !== null))("refuses: $description", (vector) => {
    const problem = triggerResponseProblem(vector.returned, vector.version);
    expect(problem?.path).toBe(vector.path);
    expect(problem?.expected).toMatch(/\w/);
  });

  it.each([undefined, () => ({}), Symbol("x"), 1n])("refuses what JSON cannot carry: %s", (returned) => {
    expect(triggerResponseProblem(returned, "2")?.path).toBe("");
  });

  it("never repeats what it was given", () => {
    const canary = "canary-7f3a";
    const given = { response: { claimsOverrideDetails: { claimsToAddOrOverride: { [canary]: 1 } } } };
    const problem = triggerResponseProblem(given, "1");
    expect(problem?.path).toBe("response.claimsOverrideDetails.claimsToAddOrOverride");
    expect(JSON.stringify(problem)).not.toContain(canary);
  });
});

describe("RESPONSE_CONTAINER", () => {
  it.each([
    ["V1_0", "claimsOverrideDetails"],
    ["V2_0", "claimsAndScopeOverrideDetails"],
    ["V3_0", "claimsAndScopeOverrideDetails"],
  ] as const)("%s is answered in %s", (version, container) => {
    expect(RESPONSE_CONTAINER[EVENT_VERSIONS[version]]).toBe(container);
  });

  it("has a container for every event version", () => {
    expect(Object.keys(RESPONSE_CONTAINER)).toEqual(Object.values(EVENT_VERSIONS));
  });
});
