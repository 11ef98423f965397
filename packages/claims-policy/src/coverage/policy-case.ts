// On which facts is a policy tried out?
import type { Facts } from "../evaluation/facts.ts";
import type { Persona } from "../language/persona.ts";
import { grantsOf, type PreviewPool } from "../preview/preview-pool.ts";
import { previewTokens } from "../preview/preview-tokens.ts";

/** One sign-in or machine request to try a policy on. */
export interface PolicyCase {
  /** Who it is, for people: `alice, web, hosted`. */
  readonly name: string;
  readonly facts: Facts;
  /** The scopes that Cognito grants before the trigger. An event of version 1 does not tell of them. */
  readonly granted: readonly string[];
}

/**
 * Every persona with each of its clients and each grant of these; at the hosted login all is asked for that the client may have.
 * A refresh tells the trigger what its sign-in did, or less, so it is none of its own.
 *
 * @throws PolicyError with issue `UNDECLARED` or `GRANT_IMPOSSIBLE` for personas that `validatePersonas` refuses.
 */
export function personaCases(pool: PreviewPool, personas: Readonly<Record<string, Persona>>): PolicyCase[] {
  return Object.entries(personas).flatMap(([name, persona]) => {
    const clients: readonly string[] = persona.kind === "machine" ? [persona.client] : persona.clients;
    return clients.flatMap((client) =>
      grantsOf(pool.snapshot.policy, client)
        .filter((grant) => grant !== "refresh")
        .map((grant) => {
          const { facts, before } = previewTokens(pool, { persona, client, grant });
          const { scope } = before.accessToken.claims;
          const granted = typeof scope === "string" ? scope.split(" ") : [];
          return { name: `${name}, ${client}, ${grant}`, facts, granted };
        }),
    );
  });
}
