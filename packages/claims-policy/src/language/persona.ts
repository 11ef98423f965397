// Who are the example people and machines of a policy?
import type { JsonValue } from "@claimsmith/cognito-model";
import type { ClientOf, GroupOf } from "./inference.ts";

/** What a policy's look-ups find of a persona: values by look-up and field. One that is not there finds nothing. */
type PersonaLookups = Readonly<Record<string, Readonly<Record<string, JsonValue>>>>;

/** A named example person, with the facts that the pool would hold. */
export interface UserPersona<P = unknown> {
  readonly kind: "user";
  /** Who it is, in a few words. */
  readonly about: string;
  /** The clients that the persona signs in with. */
  readonly clients: readonly ClientOf<P>[];
  readonly groups: readonly GroupOf<P>[];
  /** As in the pool: all values are text, custom attributes carry their prefix, `email` is what one signs in with. */
  readonly attributes: Readonly<Record<string, string>> & { readonly email: string };
  /** For previews, plans and tests; the local pool's trigger looks up for itself. */
  readonly lookups?: PersonaLookups;
}

/** A named example machine. */
export interface MachinePersona<P = unknown> {
  readonly kind: "machine";
  readonly about: string;
  readonly client: ClientOf<P>;
  /** What it sends as `aws_client_metadata`. */
  readonly metadata?: Readonly<Record<string, string>>;
  /** For previews, plans and tests. */
  readonly lookups?: PersonaLookups;
}

/** A named example user or machine, for previews, plans and tests. */
export type Persona<P = unknown> = UserPersona<P> | MachinePersona<P>;

/** The personas of a policy by name, typed by its groups and clients. */
export function definePersonas<P>(
  personas: Readonly<Record<string, Persona<P>>>,
): Readonly<Record<string, Persona<P>>> {
  return personas;
}
