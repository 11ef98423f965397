import { tmpdir } from "node:os";
import { describe, expect, it } from "vitest";
import { runCommand, succeeded } from "../src/run-command.ts";

const options = { cwd: tmpdir(), env: { PATH: process.env.PATH ?? "" }, log: () => {} };

describe("a command", () => {
  it("gives its status and what it printed, and the log gets both", async () => {
    const logged: string[] = [];
    const script = "echo out; echo err >&2; exit 3";
    const result = await runCommand("sh", ["-c", script], { ...options, log: (text) => logged.push(text) });
    expect(result).toEqual({ exitCode: 3, stdout: "out\n", stderr: "err\n" });
    expect(logged.join("")).toContain("out\n");
    expect(logged.join("")).toContain("err\n");
  });

  it("has only the environment that it is given", async () => {
    const { stdout } = await runCommand("sh", ["-c", "echo $HOME"], options);
    expect(stdout).toBe("\n");
  });

  it("that is not there ends without a status", async () => {
    expect(await runCommand("no-such-command-here", [], options)).toMatchObject({ exitCode: null });
  });

  it("ends with everything that it started once the signal says so", async () => {
    const stop = new AbortController();
    let child: number | undefined;
    const run = runCommand("sh", ["-c", "sleep 1000 & echo $!; wait"], {
      ...options,
      signal: stop.signal,
      log: (text) => {
        if (!/^\d+\n$/.test(text)) return;
        child = Number(text);
        stop.abort(new Error("enough"));
      },
    });
    // It ends when the pipe of the last process is closed.
    await expect(run).rejects.toThrow("enough");
    expect(child).toBeDefined();
  });

  it("does not start once the signal has said so", async () => {
    const signal = AbortSignal.abort(new Error("before"));
    await expect(runCommand("sh", ["-c", "exit 0"], { ...options, signal })).rejects.toThrow("before");
  });
});

describe("a command that must succeed", () => {
  it.each([
    [
      "what it calls an error",
      { stdout: "plan\n│ Error: no pool\n", stderr: "warning: x\n" },
      "Error: no pool",
    ],
    ["its first line otherwise", { stdout: "", stderr: "\nno such file\nmore" }, "no such file"],
  ])("throws with %s", (_, printed, line) => {
    const attempt = () => succeeded({ exitCode: 1, ...printed }, "the thing");
    expect(attempt).toThrow(
      expect.objectContaining({ code: "COMMAND_FAILED", message: expect.stringContaining(line) }),
    );
  });

  it("gives its result", () => {
    const result = { exitCode: 0, stdout: "x", stderr: "" };
    expect(succeeded(result, "the thing")).toBe(result);
  });
});
