// Which modules does a source file name, and on which line?
import { parseSync, Visitor } from "oxc-parser";

/**
 * Every module that a TypeScript or JavaScript text names: imports and re-exports (types too), `import()` and `require()`
 * of a fixed text, `import("…").Type`. Names that are computed are not seen.
 *
 * @returns {{ specifier: string, line: number }[]} in the order of the text
 * @throws {Error} where the text does not parse
 */
export function readImports(path, text) {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0].message}`);
  const found = [];
  const note = (source) => {
    if (source?.type === "Literal" && typeof source.value === "string")
      found.push({ specifier: source.value, line: lineOf(text, source.start) });
  };
  new Visitor({
    ImportDeclaration: ({ source }) => note(source),
    ExportNamedDeclaration: ({ source }) => note(source),
    ExportAllDeclaration: ({ source }) => note(source),
    ImportExpression: ({ source }) => note(source),
    TSImportType: ({ source }) => note(source),
    TSExternalModuleReference: ({ expression }) => note(expression),
    CallExpression: ({ callee, arguments: [first] }) => {
      if (callee.type === "Identifier" && callee.name === "require") note(first);
    },
  }).visit(program);
  return found;
}

function lineOf(text, offset) {
  return text.slice(0, offset).split("\n").length;
}
