// What does the change do to the tokens of each persona, with each client and grant?
import { GRANTS, type Grant } from "@claimsmith/cognito-model";
import type { Persona } from "../../language/persona.ts";
import { grantsOf } from "../../preview/preview-pool.ts";
import { previewTokens, type TokenPreview } from "../../preview/preview-tokens.ts";
import type { PersonaOutcome, PersonaPlan, ProvenEffect } from "../plan.ts";
import { clientOf, previewPoolOf, type Side } from "../worlds/side.ts";
import { tokenChanges } from "./token-changes.ts";

/** What personas are compared with. */
export interface PersonaSides {
  readonly before: Side;
  readonly after: Side;
  readonly effects: readonly ProvenEffect[];
}

/** Every persona with each of its clients and each grant that either policy allows it. A setting that no environment gives is absent. */
export function personaPlans(
  personas: Readonly<Record<string, Persona>>,
  sides: PersonaSides,
): PersonaPlan[] {
  return Object.entries(personas).flatMap(([name, persona]) => {
    const clients: readonly string[] = persona.kind === "machine" ? [persona.client] : persona.clients;
    return clients.flatMap((client) =>
      grantsOfEither(sides, persona, client).map((grant) => {
        const [before, after] = [sides.before, sides.after].map((side) =>
          previewOn(side, { persona, client, grant }),
        );
        const changes = tokenChanges({ before, after, client, sides });
        return { persona: name, client, grant, before: outcomeOf(before), after: outcomeOf(after), changes };
      }),
    );
  });
}

function grantsOfEither({ before, after }: PersonaSides, { kind }: Persona, client: string): Grant[] {
  const possible = [before, after]
    .filter((side) => clientOf(side, client, kind) !== undefined)
    .flatMap(({ policy }) => grantsOf(policy, client));
  return GRANTS.filter((grant) => possible.includes(grant));
}

/** `undefined` where the side has no such client, or the client no such grant. */
function previewOn(
  side: Side,
  request: { readonly persona: Persona; readonly client: string; readonly grant: Grant },
): TokenPreview | undefined {
  const { persona, client, grant } = request;
  if (clientOf(side, client, persona.kind) === undefined) return undefined;
  if (!grantsOf(side.policy, client).includes(grant)) return undefined;
  return previewTokens(previewPoolOf(side, side.settings ?? {}), request);
}

function outcomeOf(preview: TokenPreview | undefined): PersonaOutcome {
  if (preview === undefined) return { outcome: "unavailable" };
  const { decision } = preview.explanation;
  if (decision.outcome === "refuse") return decision;
  const { idToken, accessToken } = preview.after ?? preview.before;
  const accessBytes = accessToken.size.tokenBytes;
  return {
    outcome: "issue",
    sizes: { accessBytes, ...(idToken && { idBytes: idToken.size.tokenBytes }) },
  };
}
