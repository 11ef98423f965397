// Which modules do the TypeScript blocks of a page make? Blocks are joined, named and completed as the markers above them say.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A module. `lines` has for each line of `code` the line of the page that it stands on; `printed` is what it prints, where that is said.
 *
 * @typedef {{ page: string, name: string, code: string[], lines: number[], runs: boolean, printed: string[] | undefined }} Module
 */

/** The words of a marker; `runs` may follow others. */
const WORDS = /^(continues|runs|after|file \S+?|part of \S+?)(?:, (runs))?(?:\n([\s\S]*))?$/;

/**
 * The modules of a page, and what is wrong with its markers.
 *
 * @param {string} root the folder of the repository
 * @param {import("./read-page.mjs").Page} page
 * @returns {{ modules: Module[], problems: string[] }}
 */
export function modulesOf(root, page) {
  const modules = [];
  const problems = [];
  for (const [index, block] of page.blocks.entries()) {
    const at = `${page.path}:${block.line}`;
    if (block.language !== "ts") continue;
    const marker = readMarker(block.marker);
    if (marker === undefined) problems.push(`${at}: no marker is called ${block.marker?.split("\n")[0]}`);
    else if (marker.partOf !== undefined)
      problems.push(...partProblems(root, at, { block, path: marker.partOf }));
    else addModule({ page, modules, problems }, { block, next: page.blocks[index + 1] }, marker);
  }
  return { modules, problems };
}

function readMarker(text) {
  if (text === undefined) return {};
  const [, word, second, code] = WORDS.exec(text) ?? [];
  if (word === undefined) return undefined;
  return {
    continues: word === "continues",
    runs: word === "runs" || second === "runs",
    ...(word.startsWith("file ") && { name: word.slice(5) }),
    ...(word.startsWith("part of ") && { partOf: word.slice(8) }),
    before: code === undefined ? [] : code.split("\n"),
  };
}

function addModule(
  { page, modules, problems },
  { block, next },
  { continues, name, before = [], runs = false },
) {
  const code = [...before, ...block.code];
  const lines = code.map((_, index) => Math.max(block.line, block.line + index - before.length));
  const named = name ?? `block-${block.line}.ts`;
  if (!continues)
    modules.push({ page: page.path, name: named, code: [], lines: [], runs, printed: undefined });
  const module = modules.at(-1);
  if (module === undefined) {
    problems.push(`${page.path}:${block.line}: there is no block before this one that it could continue`);
    return;
  }
  module.code.push(...code);
  module.lines.push(...lines);
  module.runs ||= runs;
  // What it prints stands in the block of text right below it.
  if (module.runs && next?.language === "text") module.printed = [...(module.printed ?? []), ...next.code];
}

/** A part of a file: its lines stand in the file in this order, one below the other, however deep they are indented. */
function partProblems(root, at, { block, path }) {
  if (!existsSync(join(root, path))) return [`${at}: there is no ${path} that this could be a part of`];
  const bare = (lines) => lines.map((line) => line.trim()).join("\n");
  const text = bare(readFileSync(join(root, path), "utf8").split("\n"));
  const parts = block.code.join("\n").split(/^ *…$/m);
  const isThere = parts.every((part) => text.includes(bare(part.trim().split("\n"))));
  return isThere
    ? []
    : [`${at}: this is no part of ${path}: show its lines as they are, … for what is left out`];
}
