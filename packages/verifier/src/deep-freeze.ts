// How is plain data made unchangeable, so that no handler changes what the next one reads?

/** Freezes an object or list and all that it holds. Plain data only: no circles. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== "object" || value === null) return value;
  for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}
