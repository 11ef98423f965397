// One text for one policy: sorted keys, no white space.

/**
 * JSON with the members of every object sorted by name (UTF-16 code units) and without white space, so that equal data gives
 * equal text. Members that are `undefined` are left out. After RFC 8785, section 3.2.3; numbers print as JavaScript prints them.
 */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, member: unknown) => (isPlainObject(member) ? sorted(member) : member));
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(value: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
