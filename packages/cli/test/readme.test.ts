// Do the commands of the README print what stands below them?
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { argumentsOf } from "./command-line.ts";
import { runInProcess } from "./run-in-process.ts";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");

/** A command line alone in its block, and the block of text after it. `…` stands for lines that are left out. */
const BLOCKS = [
  ...readme.matchAll(/```sh\n(claimsmith (?:preview|explain|size)\b.*)\n```\n\n```text\n([\s\S]*?)\n```/g),
];

/** Every edit of the policy changes its hash. */
const withoutHash = (text: string) => text.replace(/"[0-9a-f]{12}"/g, '"policy hash"');

/** What `plan` says depends on what it is compared with: the README shows what its test against a stricter policy printed. */
const PLANS = [...readme.matchAll(/```sh\nclaimsmith plan\b.*\n```\n\n```text\n([\s\S]*?)\n```/g)];

describe("the README", () => {
  it("shows a plan as it was printed", () => {
    const printed = readFileSync(new URL("golden/plan-stricter.txt", import.meta.url), "utf8");
    expect(PLANS).toHaveLength(1);
    expectParts(printed, PLANS[0]?.[1] ?? "");
  });

  it("shows each of the commands", () => {
    const commands = BLOCKS.map(([, line = ""]) => line.split(" ")[1]);
    expect(commands).toEqual(expect.arrayContaining(["preview", "explain", "size"]));
  });

  it.each(BLOCKS.map(([, line = "", text = ""]) => [line, text]))("%s", async (line, text) => {
    const { stdout, error } = await runInProcess(argumentsOf(line));
    expect(error).toBeUndefined();
    expectParts(withoutHash(stdout), withoutHash(text));
  });
});

/** The parts of a text between its `…`, in their order. */
function expectParts(printed: string, text: string): void {
  let rest = printed;
  for (const part of text.split(/^ *…\n?/m)) {
    const at = rest.indexOf(part.trim());
    expect(at, part).toBeGreaterThanOrEqual(0);
    rest = rest.slice(at + part.trim().length);
  }
}
