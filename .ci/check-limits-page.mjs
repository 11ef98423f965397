// Does the page of limits give the figures that the code goes by?
import { readFileSync } from "node:fs";

const LIMITS = "packages/cognito-model/src/limits.ts";

/**
 * What is wrong with rows that name members of `LIMITS`, one line each; empty where all is well.
 *
 * @param {string} page the text of docs/limits-and-scale.md
 * @param {string} root the repository
 */
export function limitsPageProblems(page, root) {
  const values = valuesOf(readFileSync(`${root}/${LIMITS}`, "utf8"));
  const named = rowsOf(page).flatMap(({ names, text }) => names.map((name) => ({ name, text })));
  if (named.length === 0) return ["no row names a member of LIMITS"];
  return named.flatMap(({ name, text }) => {
    const value = values.get(name);
    if (value === undefined) return [`LIMITS has no ${name}`];
    const figure = value.toLocaleString("en-US");
    return figuresIn(text).includes(figure) ? [] : [`${name} is ${figure}, which its row does not say`];
  });
}

/** Name → value, of members that are plain numbers. */
function valuesOf(source) {
  const rows = source.matchAll(/^ {2}(\w+): \{ value: ([\d_]+),/gm);
  return new Map([...rows].map(([, name, value]) => [name, Number(value.replaceAll("_", ""))]));
}

/** The rows of tables with a column `LIMITS`: the names in that column, and the rest. */
function rowsOf(page) {
  return [...page.matchAll(/(?:^\|.*\|\n)+/gm)].flatMap(([table]) => {
    const [head = [], , ...rows] = table.trim().split("\n").map(cellsOf);
    const column = head.indexOf("`LIMITS`");
    if (column === -1) return [];
    return rows.map((cells) => ({
      names: [...(cells[column] ?? "").matchAll(/`(\w+)`/g)].map(([, name]) => name),
      text: cells.filter((_, index) => index !== column).join(" | "),
    }));
  });
}

function cellsOf(row) {
  return row
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());
}

function figuresIn(text) {
  return text.match(/\d+(?:,\d{3})*/g) ?? [];
}
