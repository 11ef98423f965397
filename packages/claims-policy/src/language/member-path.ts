// How is the place of something in a policy written?

/** The path of a member: `a.b`, `a[0]`, and `a["b.c"]` for a name that is not a plain word. */
export function memberPath(path: string, member: string | number): string {
  if (typeof member === "number") return `${path}[${member}]`;
  if (!/^[^\s.[\]"]+$/.test(member)) return `${path}[${JSON.stringify(member)}]`;
  return path === "" ? member : `${path}.${member}`;
}
