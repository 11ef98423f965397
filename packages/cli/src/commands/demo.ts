// `claimsmith demo`: signs every persona in once and shows what its tokens carry, and why.
import { demoDocument } from "../demo/document.ts";
import { renderedShow } from "../demo/render.ts";
import { type Show, show } from "../demo/show.ts";
import { type LocalStack, startLocalStack } from "../local-stack.ts";
import type { Command, CommandContext } from "./command.ts";

/** Ends by itself; leaves nothing behind. */
export const demo: Command = {
  summary: "sign every persona in and show its tokens, what the policy did to them, and why",
  options: { json: "print one JSON document instead" },
  examples: ["claimsmith demo --json"],
  run: runDemo,
};

async function runDemo({ loadConfig, options, terminal }: CommandContext): Promise<void> {
  const config = await loadConfig();
  const triggerLog: string[] = [];
  const stack = await startLocalStack(config, { port: 0, onTriggerLog: (line) => triggerLog.push(line) });
  const shown = await showAndClose(stack).catch((error: unknown) => {
    for (const line of triggerLog) terminal.log(`trigger: ${line}`);
    throw error;
  });
  if (options.json) terminal.out(JSON.stringify(demoDocument(shown), undefined, 2));
  else for (const line of renderedShow(shown, terminal.paint)) terminal.out(line);
}

async function showAndClose(stack: LocalStack): Promise<Show> {
  try {
    return await show(stack);
  } finally {
    await stack.close();
  }
}
