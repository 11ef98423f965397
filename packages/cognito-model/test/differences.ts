// What do vectors mean by a difference? Members with their new value, or null where they are gone; all others stay.

/** Members by name: a value replaces the member of that name, null removes it. */
export type Differences = Readonly<Record<string, unknown>>;

/** A copy of the object with the differences: what a vector expects, or starts from. */
export function differing<Whole extends object>(whole: Whole, differences: Differences = {}): Whole {
  const kept = Object.entries(whole).filter(([name]) => !Object.hasOwn(differences, name));
  const given = Object.entries(differences).filter(([, value]) => value !== null);
  return Object.fromEntries([...kept, ...given]) as Whole;
}
