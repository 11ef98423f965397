// Whose tokens were asked for: which persona, with which of its clients, by which grant, in which environment?
import { grantsOf, type Persona, type PreviewEnvironment } from "@claimsmith/claims-policy";
import { GRANTS, type Grant } from "@claimsmith/cognito-model";
import type { CommandOptions } from "../commands/command.ts";
import { CliError } from "../errors.ts";
import type { LoadedConfig } from "../load-config.ts";

/** A persona with one of its clients. */
export interface Selected {
  /** The persona's name. */
  readonly name: string;
  readonly persona: Persona;
  readonly client: string;
  readonly grant: Grant;
}

/**
 * What `--persona`, `--client` and `--grant` say. Without a client: all of the persona's that have the grant. Without a grant: the
 * client's first, so for people the API if they may use it.
 *
 * @throws CliError USAGE with every name that is possible
 */
export function selectedRuns(config: LoadedConfig, options: CommandOptions): Selected[] {
  const { personas, policy } = config;
  const name = oneOf("persona", options.persona, Object.keys(personas));
  const persona = personas[name] as Persona;
  const ofKind = Object.keys(policy.clients).filter(
    (client) => (policy.clients[client]?.kind === "machine") === (persona.kind === "machine"),
  );
  const clients =
    options.client === undefined ? clientsOf(persona) : [oneOf("client", options.client, ofKind)];
  const grants = [...new Set(clients.flatMap((client) => grantsOf(policy, client)))];
  const possible = GRANTS.filter((grant) => grants.includes(grant));
  const asked = options.grant === undefined ? undefined : oneOf("grant", options.grant, possible);
  return clients.flatMap((client) => {
    const [first, ...rest] = grantsOf(policy, client);
    const grant = asked === undefined ? first : [first, ...rest].find((each) => each === asked);
    return grant === undefined ? [] : [{ name, persona, client, grant }];
  });
}

/** Who gets tokens and how, in a line. */
export function titleOf({ name, persona, client, grant }: Selected): string {
  return `${name}: ${persona.about}; client ${client}, grant ${grant}`;
}

function clientsOf(persona: Persona): readonly string[] {
  return persona.kind === "machine" ? [persona.client] : persona.clients;
}

/**
 * The value of an option that names one thing of several.
 *
 * @throws CliError USAGE with every name that is possible
 */
export function oneOf<N extends string>(option: string, value: string | undefined, names: readonly N[]): N {
  const found = names.find((name) => name === value);
  if (found !== undefined) return found;
  throw new CliError(
    "USAGE",
    `expected --${option} with one of ${names.join(", ") || "none that there are"}`,
  );
}

/**
 * The environment that `--env` names; without it the configuration's own.
 *
 * @throws CliError USAGE with every name that is possible
 */
export function selectedEnvironment(
  { environment, environments = {} }: LoadedConfig,
  name: string | undefined,
): PreviewEnvironment {
  if (name === undefined) return environment;
  return environments[oneOf("env", name, Object.keys(environments))] ?? environment;
}
