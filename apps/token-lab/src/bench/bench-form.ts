// What has been chosen and typed on the bench? Plain data, and the steps from one state of it to the next.
import { grantsOf, type Persona, type PolicyDocument } from "@claimsmith/claims-policy";
import type { Grant } from "@claimsmith/cognito-model";
import { textOfValue } from "./typed-text.ts";

/** Somebody that the policy package names, or a user or a machine of one's own. */
export type Who = `persona:${string}` | "user" | "machine";

/** What a look-up answers. */
export interface LookupAnswer {
  readonly answer: "found" | "missing" | "failed";
  /** As typed, by field. */
  readonly fields: Readonly<Record<string, string>>;
}

/** Facts as typed: an empty text is an absent fact. */
export interface BenchFacts {
  readonly groups: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly metadata: Readonly<Record<string, string>>;
  readonly lookups: Readonly<Record<string, LookupAnswer>>;
}

/** The state of the form. Client and grant are wishes: {@link choiceOf} says what they come to under a policy. */
export interface BenchForm {
  readonly who: Who;
  readonly kind: Persona["kind"];
  readonly client: string;
  readonly grant: Grant | undefined;
  /** What is asked for at the OAuth endpoints. None: all that the client may ask for. */
  readonly scopes: readonly string[];
  readonly facts: BenchFacts;
  /** Of settings that the environment lacks. */
  readonly settings: Readonly<Record<string, string>>;
}

/** Personas by name. */
export type Personas = Readonly<Record<string, Persona>>;

/** A user of one's own: nobody in particular, in no group. */
const OWN: Readonly<Record<Persona["kind"], Persona>> = {
  user: {
    kind: "user",
    about: "a user of your own",
    clients: [],
    groups: [],
    attributes: { email: "someone@example.com", email_verified: "true" },
  },
  machine: { kind: "machine", about: "a machine of your own", client: "" },
};

/** Whom a choice means. A name that there is not is a user of one's own. */
export function personaBehind(who: Who, personas: Personas): Persona {
  if (who === "user" || who === "machine") return OWN[who];
  const name = who.slice("persona:".length);
  return (Object.hasOwn(personas, name) ? personas[name] : undefined) ?? OWN.user;
}

/** The facts of a persona, as the fields show them. */
export function factsOf(persona: Persona): BenchFacts {
  const lookups = Object.entries(persona.lookups ?? {}).map(([name, found]): [string, LookupAnswer] => {
    const fields = Object.entries(found).map(([field, value]) => [field, textOfValue(value)] as const);
    return [name, { answer: "found", fields: Object.fromEntries(fields) }];
  });
  const shared = { lookups: Object.fromEntries(lookups) };
  if (persona.kind === "machine") {
    return { ...shared, groups: [], attributes: {}, metadata: persona.metadata ?? {} };
  }
  return { ...shared, groups: persona.groups, attributes: persona.attributes, metadata: {} };
}

/** The form with somebody chosen: their facts and their first client. */
export function withWho(form: BenchForm, who: Who, personas: Personas): BenchForm {
  const persona = personaBehind(who, personas);
  const client = persona.kind === "machine" ? persona.client : (persona.clients[0] ?? "");
  const { kind } = persona;
  return { ...form, who, kind, client, grant: undefined, scopes: [], facts: factsOf(persona) };
}

/** The form as it is first: the first persona, if there is one. */
export function startForm(personas: Personas): BenchForm {
  const [first] = Object.keys(personas);
  const who: Who = first === undefined ? "user" : `persona:${first}`;
  const facts = factsOf(OWN.user);
  const empty: BenchForm = {
    who,
    kind: "user",
    client: "",
    grant: undefined,
    scopes: [],
    facts,
    settings: {},
  };
  return withWho(empty, who, personas);
}

/** True where the facts are no longer those of whom was chosen. */
export function isChanged({ who, facts }: BenchForm, personas: Personas): boolean {
  const given = normalised(factsOf(personaBehind(who, personas)));
  return JSON.stringify(given) !== JSON.stringify(normalised(facts));
}

/** The same text for the same facts: what is empty is as good as what is not there. */
function normalised({ groups, attributes, metadata, lookups }: BenchFacts): unknown {
  const filled = (texts: Readonly<Record<string, string>>) =>
    Object.entries(texts)
      .filter(([, text]) => text !== "")
      .sort();
  const answers = Object.entries(lookups)
    .filter(([, { answer }]) => answer !== "missing")
    .map(([name, { answer, fields }]) => [name, answer, answer === "found" ? filled(fields) : []])
    .sort();
  return [[...groups].sort(), filled(attributes), filled(metadata), answers];
}

/** What a policy leaves to choose, and what is chosen of it. */
export interface Choice {
  readonly clients: readonly string[];
  readonly client: string;
  readonly grants: readonly Grant[];
  readonly grant: Grant;
}

/** The clients and grants that are possible under a policy; `undefined` where it has no client of the kind. */
export function choiceOf(form: BenchForm, policy: PolicyDocument): Choice | undefined {
  const clients = Object.keys(policy.clients).filter(
    (name) => (policy.clients[name]?.kind === "machine") === (form.kind === "machine"),
  );
  const client = clients.find((name) => name === form.client) ?? clients[0];
  if (client === undefined) return undefined;
  const grants = grantsOf(policy, client);
  const grant = grants.find((each) => each === form.grant) ?? grants[0];
  return grant === undefined ? undefined : { clients, client, grants, grant };
}

/** True where the sign-in begins at the OAuth endpoints, which can be asked for scopes. The API cannot. */
export function canAskForScopes({ grant, grants }: Pick<Choice, "grant" | "grants">): boolean {
  return grant === "hosted" || grant === "machine" || (grant === "refresh" && !grants.includes("sdk"));
}
