import { describe, expect, it } from "vitest";
import { readArguments } from "../src/arguments.ts";

describe("the arguments of deploy:local", () => {
  it.each([
    [[], { ask: "deploy", json: false }],
    [["--json"], { ask: "deploy", json: true }],
    [["--", "--json"], { ask: "deploy", json: true }],
    [["--help"], { ask: "help" }],
    [["--json", "--help"], { ask: "help" }],
    [["--jsno"], { ask: "wrong", argument: "--jsno" }],
    [["--json", "prod"], { ask: "wrong", argument: "prod" }],
    [["--json", "--"], { ask: "wrong", argument: "--" }],
  ])("%j are read as %j", (args, request) => {
    expect(readArguments(args)).toEqual(request);
  });
});
