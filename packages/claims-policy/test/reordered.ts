// The same policy, written in another order.

/** The same data with the members of every object in another order. */
export function shuffled(value: unknown, turn: number): unknown {
  if (Array.isArray(value)) return value.map((item) => shuffled(item, turn + 1));
  if (typeof value !== "object" || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, shuffled(member, turn + 1)] as const);
  const from = members.length === 0 ? 0 : turn % members.length;
  return Object.fromEntries([...members.slice(from), ...members.slice(0, from)].reverse());
}

/** The same condition with the parts of `all` and `any` the other way round. */
export function mirrored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(mirrored);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([name, member]) => {
    const inside = mirrored(member);
    return [name, name === "conditions" && Array.isArray(inside) ? inside.reverse() : inside];
  });
  return Object.fromEntries(entries);
}
