// Does every threat of SECURITY.md have tests that guard it, and is each test there under its name?
import { existsSync, readFileSync } from "node:fs";

/**
 * What is wrong with the two tables, one line each; empty where all is well.
 *
 * @param {string} text of SECURITY.md
 * @param {string} root the repository
 */
export function securityProblems(text, root) {
  const threats = rowsOf(text, "Threats").map(([number]) => number);
  const guards = rowsOf(text, "What guards each of them");
  const inOrder = threats.every((number, index) => number === String(index + 1));
  return [
    ...(threats.length > 0 && inOrder ? [] : ["the threats are not numbered from 1"]),
    ...threats
      .filter((number) => !guards.some(([guarded]) => guarded === number))
      .map((number) => `threat ${number} has no test`),
    ...guards.flatMap((row) => guardProblems(row, threats, root)),
  ];
}

function guardProblems([number, quotedPath = "", name = ""], threats, root) {
  const path = quotedPath.replaceAll("`", "");
  const row = `${number}, ${path}`;
  if (!threats.includes(number)) return [`${row}: there is no such threat`];
  if (!existsSync(`${root}/${path}`)) return [`${row}: there is no such file`];
  return namesOf(path, readFileSync(`${root}/${path}`, "utf8")).includes(name)
    ? []
    : [`${row}: no test is called ${JSON.stringify(name)}`];
}

/** The cells of the table's body below a heading. */
function rowsOf(text, title) {
  const section = (text.split(`\n## ${title}\n`)[1] ?? "").split("\n## ")[0];
  return [...section.matchAll(/^\| *(\d+) *\|(.+)\|$/gm)].map(([, number, cells]) => [
    number,
    ...cells.split("|").map((cell) => cell.trim()),
  ]);
}

/** How tests are called: the first text after `it(`, `test(`, `describe(`, or after the table of an `.each`. */
const CALL =
  /(?:\b(?:it|test|describe)(?:\.\w+)?(?:<[^>]*>)?\(|\)\()\s*(?:"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g;

function namesOf(path, source) {
  if (path.endsWith(".json")) return descriptionsOf(JSON.parse(source));
  return [...source.matchAll(CALL)].map(([, quoted, template]) => quoted ?? template);
}

/** Every `description` at any depth: vectors stand in lists of their own, or below their subject. */
function descriptionsOf(value) {
  if (typeof value !== "object" || value === null) return [];
  const own = typeof value.description === "string" ? [value.description] : [];
  return [...own, ...Object.values(value).flatMap(descriptionsOf)];
}
