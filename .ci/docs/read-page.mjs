// What is in a page of Markdown: blocks of code with the markers before them, headings, links, code in its lines?
import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * A block of code. `line` is that of its first line of code, from 1.
 *
 * @typedef {{ language: string, code: string[], line: number, marker: string | undefined }} Block
 * @typedef {{ text: string, line: number }} Found
 * @typedef {{ path: string, blocks: Block[], anchors: Set<string>, links: Found[], spans: Found[] }} Page
 */

const FENCE = /^( *)(`{3,})(\S*)\s*$/;
/** A marker says how the block below it is to be read: `<!-- ts: … -->`, see .ci/check-docs.mjs. */
const MARKER = /^<!-- ts: ([\s\S]*?)\s*-->$/;
/** A file whose text stands in the marker itself, for what a page takes for granted. */
const HIDDEN_FILE = /^file (\S+)\n([\s\S]+)$/;

/**
 * Reads a page.
 *
 * @param {string} root the folder of the repository
 * @param {string} path of the page, relative to `root`
 * @returns {Page}
 */
export function readPage(root, path) {
  const lines = readFileSync(join(root, path), "utf8").split("\n");
  const page = { path, blocks: [], anchors: new Set(), links: [], spans: [] };
  let marker;
  for (let at = 0; at < lines.length; at++) {
    const [, indent, ticks, language] = FENCE.exec(lines[at]) ?? [];
    if (ticks !== undefined) {
      const end = lines.findIndex((line, index) => index > at && line.trim() === ticks);
      const stop = end === -1 ? lines.length : end;
      const code = lines.slice(at + 1, stop).map((line) => line.slice(indent.length));
      page.blocks.push({ language, code, line: at + 2, marker });
      at = stop;
      marker = undefined;
    } else if (lines[at].startsWith("<!--")) {
      const end = lines.findIndex((line, index) => index >= at && line.trimEnd().endsWith("-->"));
      if (end === -1) break;
      [, marker] = MARKER.exec(lines.slice(at, end + 1).join("\n")) ?? [];
      const [, name, hidden] = HIDDEN_FILE.exec(marker ?? "") ?? [];
      if (hidden !== undefined) {
        page.blocks.push({ language: "ts", code: hidden.split("\n"), line: at + 2, marker: `file ${name}` });
        marker = undefined;
      }
      at = end;
    } else {
      if (lines[at].trim() !== "") marker = undefined;
      readProse(page, lines[at], at + 1);
    }
  }
  return page;
}

function readProse(page, text, line) {
  for (const [, span] of text.matchAll(/`([^`]+)`/g)) page.spans.push({ text: span, line });
  const [, heading] = /^#{1,6} (.*)$/.exec(text) ?? [];
  if (heading !== undefined) addAnchor(page.anchors, heading);
  const withoutCode = text.replace(/`[^`]*`/g, (code) => " ".repeat(code.length));
  for (const [, target] of withoutCode.matchAll(/\]\(([^)\s]+)\)/g)) page.links.push({ text: target, line });
}

/** The anchor that GitHub gives a heading; the second of the same name has `-1` behind it. */
function addAnchor(anchors, heading) {
  const words = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
  const slug = words
    .replace(/[^\p{L}\p{N}\p{M} _-]/gu, "")
    .trim()
    .replaceAll(" ", "-");
  let anchor = slug;
  for (let count = 1; anchors.has(anchor); count++) anchor = `${slug}-${count}`;
  anchors.add(anchor);
}
