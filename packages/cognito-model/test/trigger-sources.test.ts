// Which sources and versions do events have, and which source stands for which grant?
import { describe, expect, it } from "vitest";
import {
  EVENT_VERSIONS,
  GRANTS,
  type Grant,
  LOWEST_PLAN,
  TRIGGER_SOURCES,
  triggerSourceOf,
  triggerSourceRow,
} from "../src/index.ts";

const ALL = ["1", "2", "3"];
const ROWS = [
  { source: "TokenGeneration_HostedAuth", kind: "user", grant: "hosted", versions: ALL },
  { source: "TokenGeneration_Authentication", kind: "user", grant: "sdk", versions: ALL },
  { source: "TokenGeneration_NewPasswordChallenge", kind: "user", grant: undefined, versions: ALL },
  { source: "TokenGeneration_AuthenticateDevice", kind: "user", grant: undefined, versions: ALL },
  { source: "TokenGeneration_RefreshTokens", kind: "user", grant: "refresh", versions: ALL },
  { source: "TokenGeneration_ClientCredentials", kind: "machine", grant: "machine", versions: ["3"] },
];

describe("TRIGGER_SOURCES", () => {
  it.each(ROWS)("$source is for a $kind, in versions $versions", ({ source, kind, grant, versions }) => {
    const row = triggerSourceRow(source);
    expect(row).toMatchObject({ source, kind, versions });
    expect(row?.grant).toBe(grant);
    expect(row?.page).toMatch(/\w/);
  });

  it("has the documented sources and no other", () => {
    expect(TRIGGER_SOURCES.map((row) => row.source)).toEqual(ROWS.map((row) => row.source));
  });

  it.each([
    "TokenGeneration_Unheard",
    "tokengeneration_hostedauth",
    "",
    "__proto__",
    "constructor",
    "PostAuthentication_Authentication",
  ])("does not know the source %j", (source) => {
    expect(triggerSourceRow(source)).toBeUndefined();
  });
});

describe("triggerSourceOf", () => {
  it.each(GRANTS)("finds the source that stands for the grant %s", (grant) => {
    expect(triggerSourceRow(triggerSourceOf(grant))?.grant).toBe(grant);
  });

  it("refuses a grant that no source stands for", () => {
    expect(() => triggerSourceOf("device" as Grant)).toThrow(TypeError);
  });
});

describe("EVENT_VERSIONS", () => {
  it.each([
    ["V1_0", "1", "LITE"],
    ["V2_0", "2", "ESSENTIALS"],
    ["V3_0", "3", "ESSENTIALS"],
  ] as const)("%s sends version %s and needs the plan %s", (version, number, plan) => {
    expect(EVENT_VERSIONS[version]).toBe(number);
    expect(LOWEST_PLAN[version]).toBe(plan);
  });

  it("lists three versions, lowest first", () => {
    expect(Object.keys(EVENT_VERSIONS)).toEqual(["V1_0", "V2_0", "V3_0"]);
  });
});
