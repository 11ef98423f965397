// What does the page remember across a reload? In sessionStorage, which ends with the tab.

/** Where it is kept: `sessionStorage`, or a Map of a test. */
export type TabStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** One thing that is remembered, as JSON. */
export interface Remembered<T> {
  read(): T | undefined;
  write(value: T): void;
  forget(): void;
  /** Reads it and forgets it: it counts once. */
  take(): T | undefined;
}

/** What is remembered under `key`. Content that `isValid` does not know counts as none. */
export function remembered<T>(
  storage: TabStorage,
  key: string,
  isValid: (value: unknown) => value is T,
): Remembered<T> {
  const read = () => {
    try {
      const value: unknown = JSON.parse(storage.getItem(key) ?? "null");
      return isValid(value) ? value : undefined;
    } catch {
      return undefined;
    }
  };
  const forget = () => storage.removeItem(key);
  const take = () => {
    const value = read();
    forget();
    return value;
  };
  return { read, write: (value) => storage.setItem(key, JSON.stringify(value)), forget, take };
}
