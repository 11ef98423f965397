// Which fields has a type of a schema? Read from the text, to find a resolver whose field is misspelt before AppSync does.

/** Comments, block texts and texts, in which braces and colons say nothing. */
const PROSE = /"""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*/g;
/** Arguments of fields, and what a directive is given: no argument holds another list of arguments. */
const ARGUMENTS = /\([^()]*\)/g;

/** True where one of the type's definitions or extensions has the field. (GraphQL specification, section 3.6) */
export function hasField(schema: string, type: string, field: string): boolean {
  const bare = schema.replace(PROSE, " ").replace(ARGUMENTS, "");
  const blocks = bare.matchAll(new RegExp(`\\btype\\s+${type}\\b[^{}]*\\{([^{}]*)\\}`, "g"));
  return [...blocks].some(([, fields = ""]) => new RegExp(`(?<!\\w)${field}\\s*:`).test(fields));
}
