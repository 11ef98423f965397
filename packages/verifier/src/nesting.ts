// Is a token's JSON nested deeper than any claim is? Parsers that call themselves for each level run out of stack there.

/** Levels below header or payload. The library, for one, gives up somewhere past a thousand: where depends on the caller. */
const MOST_LEVELS = 64;

/** False where the JSON text is surely not nested too deep: it opens too few lists and objects. Costs next to nothing. */
export function mayNestTooDeep(text: string): boolean {
  let opened = 0;
  for (const bracket of ["[", "{"]) {
    for (let at = text.indexOf(bracket); at >= 0; at = text.indexOf(bracket, at + 1)) {
      if (++opened > MOST_LEVELS) return true;
    }
  }
  return false;
}

/** True where a list or an object lies more levels below the value. */
export function nestsTooDeep(value: unknown, levels = MOST_LEVELS): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels < 0 || Object.values(value).some((member) => nestsTooDeep(member, levels - 1));
}
