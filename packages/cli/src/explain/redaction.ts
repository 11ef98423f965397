// What of an explanation may go into a ticket? Rules, reasons and truth; nothing that says what a fact was.
import type { AtomExplanation, NameExplanation } from "@claimsmith/claims-policy";

/** Conditions without the constants that they compare with: with their truth these would tell a value. */
export function redactedAtoms(because: readonly AtomExplanation[]): AtomExplanation[] {
  return because.map((atom) => ({ ...atom, condition: atom.redacted }));
}

/** A row without values. */
export function redactedRow({ value, ...row }: NameExplanation): NameExplanation {
  return { ...row, because: redactedAtoms(row.because) };
}
