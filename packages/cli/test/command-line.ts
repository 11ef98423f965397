// Which arguments does a command line of the help or of the README have?

/** The arguments of a line that begins with `claimsmith`, quotes taken off. */
export function argumentsOf(line: string): string[] {
  const words = line.match(/'[^']*'|\S+/g) ?? [];
  const [program, ...args] = words.map((word) => word.replace(/^'(.*)'$/, "$1"));
  if (program !== "claimsmith") throw new TypeError(`expected a line that begins with claimsmith: ${line}`);
  return args;
}
