// Where do the logs of `dev` go while everything starts? For people the guide comes first, so they wait.

/** Lines in their order. */
export interface DevLog {
  readonly write: (line: string) => void;
  /** Writes what waits. From now on nothing does. */
  open(): void;
}

/** A log that keeps its lines until it is opened. */
export function waitingLog(write: (line: string) => void): DevLog {
  const waiting: string[] = [];
  let isOpen = false;
  return {
    write: (line) => (isOpen ? write(line) : void waiting.push(line)),
    open: () => {
      isOpen = true;
      for (const line of waiting.splice(0)) write(line);
    },
  };
}
