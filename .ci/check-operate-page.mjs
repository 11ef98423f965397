// Does the operators' page have every alarm and every code that the code has, and no other?
import { readFileSync } from "node:fs";
import { parseSync, Visitor } from "oxc-parser";

/** Which section of docs/operate.md lists what: the names in the first column of its tables, and where the code declares them. */
export const SECTIONS = [
  { title: "Alarms", names: [{ file: "stacks/constructs/src/alarms/alarm-rows.ts", rowsOf: "ALARMS" }] },
  {
    title: "Codes of the trigger",
    names: [
      { file: "packages/trigger/src/refusal.ts", typeOf: "TriggerRefusalCode" },
      { file: "packages/claims-policy/src/evaluation/decision.ts", typeOf: "RefusalCode" },
      { file: "packages/trigger/src/refusal.ts", typeOf: "TriggerErrorCode", but: ["TOKEN_REFUSED"] },
    ],
  },
  {
    title: "Codes of look-ups",
    names: [{ file: "packages/trigger/src/look-ups/failure.ts", typeOf: "LookupFailureCode" }],
  },
  {
    title: "Codes of the verifier",
    names: [
      { file: "packages/verifier/src/failures.ts", keysOf: "FAILURES" },
      { file: "packages/verifier/src/profile/failures.ts", keysOf: "PROFILE_FAILURES" },
    ],
  },
];

/** The codes of the trigger that raise the alarm `faults`. */
const FAULTS = { file: "stacks/constructs/src/alarms/log-metrics.ts", listOf: "FAULT_CODES" };

/**
 * What is missing in the page and what is there without being in the code, one line each; empty where all is well.
 *
 * @param {string} page the text of docs/operate.md
 * @param {string} root the repository
 */
export function operatePageProblems(page, root) {
  const problems = SECTIONS.flatMap(({ title, names }) => {
    const declared = names.flatMap((place) => declaredNames(place, root));
    const listed = listedNames(page, title);
    return [
      ...declared.filter((name) => !listed.includes(name)).map((name) => `${title}: ${name} is missing`),
      ...listed
        .filter((name) => !declared.includes(name))
        .map((name) => `${title}: ${name} is not in the code`),
      ...listed
        .filter((name, index) => listed.indexOf(name) !== index)
        .map((name) => `${title}: ${name} is there twice`),
    ];
  });
  return [...problems, ...wakingProblems(page, root)];
}

/** Whether the page says of each code that it raises `faults`, where it does. */
function wakingProblems(page, root) {
  const faults = declaredNames(FAULTS, root);
  const rows = [...sectionOf(page, "Codes of the trigger").matchAll(/^\| `(\w+)` *\| ([^|]*?) *\|/gm)];
  return rows
    .filter(([, name, wakes]) => (wakes === "`faults`") !== faults.includes(name))
    .map(([, name]) => `Codes of the trigger: ${name} has the wrong alarm`);
}

/** First cells that are nothing but one name in backticks. */
function listedNames(page, title) {
  return [...sectionOf(page, title).matchAll(/^\| `([\w-]+)` *\|/gm)].map(([, name]) => name);
}

function sectionOf(page, title) {
  const [, section = ""] = page.split(`\n## ${title}\n`);
  return section.split("\n## ")[0] ?? "";
}

/** The names that a file declares: members of a union of texts, keys of an object, texts of a list, or `name` of each row of one. */
function declaredNames({ file, typeOf, keysOf, listOf, rowsOf, but = [] }, root) {
  const found = [];
  const { program } = parseSync(file, readFileSync(`${root}/${file}`, "utf8"));
  new Visitor({
    TSTypeAliasDeclaration: ({ id, typeAnnotation }) => {
      if (id.name === typeOf) found.push(...textsOf(typeAnnotation));
    },
    VariableDeclarator: ({ id, init }) => {
      if (keysOf !== undefined && id.name === keysOf) found.push(...withoutTypes(init).properties.map(keyOf));
      if (listOf !== undefined && id.name === listOf) found.push(...init.elements.map(({ value }) => value));
      if (rowsOf !== undefined && id.name === rowsOf)
        found.push(...withoutTypes(init).elements.map(nameOfRow));
    },
  }).visit(program);
  if (found.length === 0)
    throw new Error(`${file} declares no ${typeOf ?? keysOf ?? listOf ?? rowsOf}; correct SECTIONS`);
  return found.filter((name) => !but.includes(name));
}

function textsOf(type) {
  if (type.type === "TSUnionType") return type.types.flatMap(textsOf);
  return type.type === "TSLiteralType" ? [type.literal.value] : [];
}

/** The expression before `as const` and `satisfies`. */
function withoutTypes(node) {
  return node.type === "TSAsExpression" || node.type === "TSSatisfiesExpression"
    ? withoutTypes(node.expression)
    : node;
}

function keyOf({ key }) {
  return key.name ?? key.value;
}

function nameOfRow({ properties }) {
  return properties.find((property) => keyOf(property) === "name").value.value;
}
