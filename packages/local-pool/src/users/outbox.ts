// Where do messages to users go, as nothing is ever sent? Here, for whoever runs the pool to read.
import type { CodePurpose } from "./codes.ts";
import type { DeliveryMedium } from "./contacts.ts";

/** One message to a user. */
export interface Delivery {
  readonly userPoolId: string;
  readonly username: string;
  /** The address in full. */
  readonly destination: string;
  readonly medium: DeliveryMedium;
  readonly purpose: CodePurpose | "temporary_password";
  /** Six digits, or the temporary password. */
  readonly code: string;
  /** Milliseconds since 1970. */
  readonly atMs: number;
}

/** How many messages are kept. */
const CAPACITY = 200;

/** The last messages of every pool of a cloud. They go with the process; the codes in them stay good as long as they live. */
export class Outbox {
  #deliveries: readonly Delivery[] = [];
  readonly #log: (line: string) => void;

  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  /** Keeps a message, and writes a line that names purpose and code, never the address or a password. */
  add(delivery: Delivery): void {
    this.#deliveries = [delivery, ...this.#deliveries].slice(0, CAPACITY);
    const { purpose, medium, code } = delivery;
    const what = purpose === "temporary_password" ? "see the outbox" : `code ${code}`;
    this.#log(`delivery ${purpose} by ${medium}: ${what}`);
  }

  /** At most 200, the newest first. */
  deliveries(): readonly Delivery[] {
    return this.#deliveries;
  }
}
