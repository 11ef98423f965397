// When are there colours?
import { afterEach, describe, expect, it, vi } from "vitest";
import { processTerminal } from "../src/terminal.ts";

describe("colours", () => {
  const { isTTY } = process.stdout;
  afterEach(() => {
    process.stdout.isTTY = isTTY;
    vi.unstubAllEnvs();
  });

  it.each([
    ["on a terminal", true, "", "xterm", true],
    ["not in a pipe", false, "", "xterm", false],
    ["not with NO_COLOR", true, "1", "xterm", false],
    ["not on a dumb terminal", true, "", "dumb", false],
  ])("%s", (_case, onTerminal, NO_COLOR, TERM, coloured) => {
    process.stdout.isTTY = onTerminal;
    vi.stubEnv("NO_COLOR", NO_COLOR);
    vi.stubEnv("TERM", TERM);
    const painted = processTerminal().paint("gain", "text");
    expect(painted.includes("\u001b")).toBe(coloured);
    expect(painted).toContain("text");
  });
});
