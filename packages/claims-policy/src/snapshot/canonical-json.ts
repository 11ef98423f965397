// One text for one policy: sorted keys, no white space.

/**
 * JSON with the members of every object sorted by name (UTF-16 code units) and without white space, so that equal data gives
 * equal text. Members that are `undefined` are left out. After RFC 8785, section 3.2.3; numbers print as JavaScript prints them.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`);
  return `{${members.join(",")}}`;
}
