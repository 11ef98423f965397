// What do Cognito and its trigger know of a persona?
import {
  type ClientBlueprint,
  groupRoles,
  type PoolBlueprint,
  releasedAttributes,
  type TokenUser,
} from "@claimsmith/cognito-model";
import type { Facts, LookupResult, UserFacts } from "../evaluation/facts.ts";
import type { Persona } from "../language/persona.ts";
import type { PolicyDocument } from "../language/policy.ts";

/** What the facts of a request are, the persona apart. */
export interface PersonaRequest extends Pick<Facts, "client" | "scopes" | "settings" | "policyHash"> {
  /** The persona's `sub`, where it states none itself. */
  readonly sub: string;
  readonly policy: PolicyDocument;
}

/** The facts of a persona's request: what the trigger learns from its event, and the look-ups that the persona states. */
export function personaFacts(persona: Persona, { sub, policy, ...shared }: PersonaRequest): Facts {
  const lookups = { lookups: lookupResults(persona, policy) };
  if (persona.kind === "machine")
    return { kind: "machine", ...shared, ...lookups, metadata: persona.metadata ?? null };
  return {
    kind: "user",
    ...shared,
    ...lookups,
    attributes: { sub, "cognito:user_status": "CONFIRMED", ...persona.attributes },
    groups: persona.groups as readonly string[],
  };
}

/** A look-up that the persona does not state finds nothing. */
function lookupResults(persona: Persona, policy: PolicyDocument): Readonly<Record<string, LookupResult>> {
  const results = Object.keys(policy.lookups ?? {}).map((name): [string, LookupResult] => {
    const fields = persona.lookups?.[name];
    return [name, fields === undefined ? { status: "missing" } : { status: "found", fields }];
  });
  return Object.fromEntries(results);
}

/** A sign-in as far as it decides which attributes the ID token carries. */
export interface PersonaSession {
  readonly blueprint: Pick<PoolBlueprint, "groups">;
  readonly client: Pick<ClientBlueprint, "readAttributes">;
  /** The persona's `sub`, where it states none itself. */
  readonly sub: string;
  /** True for a sign-in at the OAuth endpoints: its scopes release attributes. */
  readonly oauth: boolean;
  readonly scopes: readonly string[];
}

/** A person as Cognito sees it when it issues tokens. People sign in with their e-mail address, so their user name is their `sub`. */
export function personaUser(
  persona: Pick<UserFacts, "attributes" | "groups">,
  session: PersonaSession,
): TokenUser {
  const { blueprint, client, oauth, scopes } = session;
  const { sub = session.sub, ...attributes } = persona.attributes;
  const { groups } = persona;
  const readable = Object.fromEntries(
    Object.entries(attributes).filter(([name]) => client.readAttributes.includes(name)),
  );
  return {
    sub,
    username: sub,
    attributes: oauth ? releasedAttributes(readable, scopes) : readable,
    groups,
    ...groupRoles(blueprint.groups.filter(({ name }) => groups.includes(name))),
  };
}
