// What does a section of a policy, or of the facts, hold under a name?

/** The own member of that name. What every object inherits (`toString`, `constructor`) is declared by nobody. */
export function ownMember<T>(
  section: Readonly<Record<string, T>> | null | undefined,
  name: string,
): T | undefined {
  return section && Object.hasOwn(section, name) ? section[name] : undefined;
}
