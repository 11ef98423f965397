// How do two lists of lines stand side by side, and long lines in a narrow place?

/** A line and how it is coloured. The colour must not change its width. */
export interface Line {
  readonly text: string;
  readonly paint?: ((text: string) => string) | undefined;
}

/**
 * Breaks a text at blanks into lines of at most `width` characters; words that are longer are cut. The blanks in front stay;
 * all lines but the first are indented by `indent` characters.
 */
export function wrapped(text: string, width: number, indent: number): string[] {
  const margin = " ".repeat(indent);
  const front = text.slice(0, text.length - text.trimStart().length);
  const room = width - Math.max(indent, front.length);
  const words = text
    .trimStart()
    .split(" ")
    .flatMap((word) => pieces(word, room));
  const lines: string[] = [];
  let line = front;
  for (const [index, word] of words.entries()) {
    const longer = index === 0 ? `${line}${word}` : `${line} ${word}`;
    if (longer.length <= width) line = longer;
    else {
      lines.push(line);
      line = `${margin}${word}`;
    }
  }
  return [...lines, line];
}

function pieces(word: string, length: number): string[] {
  if (word.length <= length) return [word];
  return [word.slice(0, length), ...pieces(word.slice(length), length)];
}

/** Two lists beside each other, the left one padded to `width` characters. */
export function sideBySide(left: readonly Line[], right: readonly Line[], width: number): string[] {
  return Array.from({ length: Math.max(left.length, right.length) }, (_, index) => {
    const { text = "", paint = plain } = left[index] ?? {};
    const other = right[index];
    if (other === undefined) return paint(text);
    return `${paint(text)}${" ".repeat(Math.max(0, width - text.length))}${(other.paint ?? plain)(other.text)}`;
  });
}

function plain(text: string): string {
  return text;
}
