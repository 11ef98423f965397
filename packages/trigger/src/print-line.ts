// How does a line get into the log as it is?

/**
 * Past `console`, which on Lambda puts time and request id in front of a line, or the line into a member of its own: metric filters read
 * lines that are JSON as a whole. (AWS Lambda: Log and monitor Node.js Lambda functions)
 */
export function printLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
