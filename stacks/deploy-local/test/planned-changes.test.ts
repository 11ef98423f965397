import { describe, expect, it } from "vitest";
import { plannedChanges } from "../src/planned-changes.ts";

const plan = (actions: readonly string[], mode = "managed") =>
  JSON.stringify({ resource_changes: [{ address: "aws_x.y", mode, change: { actions } }] });

describe("what a plan would do", () => {
  it.each([
    [["no-op"], { changed: [], replaced: [] }],
    [["create"], { changed: ["aws_x.y"], replaced: [] }],
    [["update"], { changed: ["aws_x.y"], replaced: [] }],
    [["delete"], { changed: ["aws_x.y"], replaced: [] }],
    [["delete", "create"], { changed: ["aws_x.y"], replaced: ["aws_x.y"] }],
    [["create", "delete"], { changed: ["aws_x.y"], replaced: ["aws_x.y"] }],
  ])("by the actions %j is %j", (actions, changes) => {
    expect(plannedChanges(plan(actions))).toEqual(changes);
  });

  it("has no part in what is only read", () => {
    expect(plannedChanges(plan(["read"], "data"))).toEqual({ changed: [], replaced: [] });
  });

  it("is nothing where the plan has no changes at all", () => {
    expect(plannedChanges("{}")).toEqual({ changed: [], replaced: [] });
  });
});
