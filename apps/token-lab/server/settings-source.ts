// Where do the settings come from? A file that a person wrote, or what `claimsmith dev` says of its processes.
import { readFile } from "node:fs/promises";
import { policy } from "@claimsmith/orders-policy";
import { checkSettings } from "../src/settings/check-settings.ts";
import type { LabSettings } from "../src/settings/settings.ts";
import { LabError } from "./errors.ts";

/** Environment variables, as in `process.env`. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * The settings in a JSON file.
 * @throws LabError SETTINGS_INVALID with everything that is wrong, one line each
 */
export async function settingsFromFile(path: string): Promise<LabSettings> {
  let content: unknown;
  try {
    content = JSON.parse(await readFile(path, "utf8"));
  } catch {
    throw new LabError("SETTINGS_INVALID", "expected --settings with a readable JSON file");
  }
  return checked(content, "the settings file");
}

/**
 * The settings for the processes that `claimsmith dev` runs; see `DevProcess` in `@claimsmith/cli/config`.
 * @throws LabError USAGE where `dev` did not start this, SETTINGS_INVALID
 */
export function settingsFromEnvironment(variables: Variables): LabSettings {
  const userPoolId = variables.CLAIMSMITH_USER_POOL_ID;
  if (userPoolId === undefined) {
    throw new LabError("USAGE", "expected --settings FILE, or to be started by `claimsmith dev`");
  }
  const urls = jsonRecord(variables, "CLAIMSMITH_URLS");
  const content = {
    region: userPoolId.slice(0, userPoolId.indexOf("_")),
    userPoolId,
    ...pageClient(jsonRecord(variables, "CLAIMSMITH_CLIENTS")),
    environment: variables.CLAIMSMITH_ENVIRONMENT,
    issuer: variables.CLAIMSMITH_ISSUER,
    ...(variables.CLAIMSMITH_POOL_ENDPOINT === undefined
      ? {}
      : { userPoolEndpoint: variables.CLAIMSMITH_POOL_ENDPOINT }),
    api: { url: urls.api, graphqlUrl: typeof urls.api === "string" ? `${urls.api}/graphql` : undefined },
    people: people(jsonRecord(variables, "CLAIMSMITH_USERS")),
  };
  return checked(content, "the environment");
}

function checked(content: unknown, where: string): LabSettings {
  const result = checkSettings(content);
  if (result.ok) return result.settings;
  const lines = result.problems.map(({ path, message }) => `  ${path}: ${message}`);
  throw new LabError("SETTINGS_INVALID", [`${where} cannot be used:`, ...lines].join("\n"));
}

/** The first client that a page may be: a browser client of the policy. */
function pageClient(clients: Readonly<Record<string, unknown>>): { clientId?: string; client?: unknown } {
  const kinds: Readonly<Record<string, { readonly kind: string }>> = policy.clients;
  const found = Object.entries(clients).find(([, name]) => kinds[String(name)]?.kind === "browser");
  return found === undefined ? {} : { clientId: found[0], client: found[1] };
}

function people(users: Readonly<Record<string, unknown>>): unknown {
  return Object.entries(users).map(([name, user]) => ({ name, ...Object(user) }));
}

function jsonRecord(variables: Variables, name: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(variables[name] ?? "{}");
    if (typeof value === "object" && value !== null) return { ...value };
  } catch {
    // Told below.
  }
  throw new LabError("SETTINGS_INVALID", `expected ${name} to hold a JSON object`);
}
