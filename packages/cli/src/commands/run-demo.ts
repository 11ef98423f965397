// What does `claimsmith demo` do once it was asked for? Loaded then: the help of one command needs nothing of the others.
import { demoDocument } from "../demo/document.ts";
import { renderedShow } from "../demo/render.ts";
import { type Show, show } from "../demo/show.ts";
import { type LocalStack, startLocalStack } from "../local-stack.ts";
import type { CommandContext } from "./command.ts";

/** Carries the command out. */
export async function runDemo({ loadConfig, options, terminal }: CommandContext): Promise<void> {
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
