// Does every command say how it is used, and does every example in its help work?
import { describe, expect, it } from "vitest";
import { argumentsOf } from "./command-line.ts";
import { CONFIGS, runCli, startCli } from "./run-cli.ts";

const list = (await runCli(["--help"])).stdout;
const commands = [...list.matchAll(/^ {2}([a-z]+) +\S/gm)].map(([, name = ""]) => name);
const helps = await Promise.all(
  commands.map(async (name) => ({ name, help: (await runCli([name, "--help"])).stdout })),
);

/** The lines under `for example:`. */
function examplesIn(help: string): string[] {
  const [, block = ""] = help.split("for example:\n");
  return block
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

const EXAMPLES = helps.flatMap(({ help }) => examplesIn(help));

it("the list of commands is not empty", () => {
  expect(commands).toEqual(expect.arrayContaining(["preview", "explain", "size", "demo", "snapshot"]));
});

describe.each(helps)("the help of $name", ({ name, help }) => {
  it("says in its first line how it is used, and has an example", () => {
    expect(help.split("\n", 1)[0]).toMatch(new RegExp(`^claimsmith ${name} `));
    expect(examplesIn(help).length).toBeGreaterThan(0);
    for (const example of examplesIn(help)) expect(example).toMatch(new RegExp(`^claimsmith ${name}( |$)`));
  });
});

describe("the examples", () => {
  // What `plan` says, and how it ends, depends on what was committed last.
  it.each(EXAMPLES.filter((line) => line.startsWith("claimsmith plan")))("%s", async (line) => {
    const finished = await runCli([...argumentsOf(line), "--config", CONFIGS.orders]);
    expect([0, 1, 3]).toContain(finished.exitCode);
    expect(finished.stdout).toMatch(/Policy orders, [0-9a-f]{12} → [0-9a-f]{12}/);
  });

  const ending = EXAMPLES.filter((line) => !/^claimsmith (?:dev|plan)/.test(line));
  it.each(ending)("%s", async (line) => {
    const finished = await runCli([...argumentsOf(line), "--config", CONFIGS.orders]);
    expect(finished.stderr).toBe("");
    expect(finished.exitCode).toBe(0);
    expect(finished.stdout).not.toBe("");
  });

  const staying = EXAMPLES.filter((line) => line.startsWith("claimsmith dev"));
  it.each(staying)("%s, until it is stopped", async (line) => {
    const running = startCli([...argumentsOf(line), "--config", CONFIGS.orders]);
    expect(await running.nextLine()).not.toBe("");
    running.signal("SIGTERM");
    expect((await running.finished).exitCode).toBe(0);
  });
});
