// What does `claimsmith catalogue` do once it was asked for? Loaded then: the help of one command needs nothing of the others.
import { mkdir, writeFile } from "node:fs/promises";
import { join, relative } from "node:path";
import {
  catalogueMarkdown,
  type PolicySnapshot,
  policySnapshot,
  securitySchemes,
  tokenSchema,
  tokenTypes,
} from "@claimsmith/claims-policy";
import { USER_POOL_ID } from "@claimsmith/cognito-model";
import { CliError } from "../errors.ts";
import type { LoadedConfig } from "../load-config.ts";
import type { CommandContext, CommandOptions } from "./command.ts";

/** What a format is made of. */
interface Subject {
  readonly snapshot: PolicySnapshot;
  readonly environments: NonNullable<LoadedConfig["environments"]>;
  readonly userPoolId: string | undefined;
}

/** Every format: its file, and how it is made. */
const FORMATS: Readonly<Record<string, { readonly file: string; readonly make: (of: Subject) => string }>> = {
  markdown: { file: "tokens.md", make: ({ snapshot }) => catalogueMarkdown(snapshot) },
  "json-schema": { file: "tokens.schema.json", make: ({ snapshot }) => json(tokenSchema(snapshot)) },
  openapi: { file: "security-schemes.json", make: (of) => json(schemesOf(of)) },
  types: { file: "tokens.d.ts", make: ({ snapshot }) => tokenTypes(snapshot) },
};

const NAMES = Object.keys(FORMATS).join(", ");

/** Carries the command out. */
export async function runCatalogue({ loadConfig, options, terminal }: CommandContext): Promise<void> {
  const { format, out: folder } = options;
  const isKnown = format === undefined || Object.hasOwn(FORMATS, format);
  if (!isKnown) throw new CliError("USAGE", `expected --format with one of ${NAMES}`);
  if (folder === "") throw new CliError("USAGE", "expected --out with a folder");
  const userPoolId = userPoolOf(options);
  const config = await loadConfig();
  const snapshot = await policySnapshot(config.policy);
  const subject = { snapshot, environments: environmentsOf(config, options.env), userPoolId };
  if (folder === undefined) {
    terminal.out((FORMATS[format ?? "markdown"]?.make(subject) ?? "").trimEnd());
    return;
  }
  await mkdir(folder, { recursive: true });
  for (const [name, { file, make }] of Object.entries(FORMATS)) {
    if (format !== undefined && format !== name) continue;
    const path = join(folder, file);
    await writeFile(path, make(subject));
    terminal.out(`${relative(process.cwd(), path)} written`);
  }
}

function userPoolOf({ env, "user-pool-id": id }: CommandOptions): string | undefined {
  if (id === undefined) return undefined;
  if (env === undefined)
    throw new CliError("USAGE", "expected --env beside --user-pool-id: whose pool is it?");
  if (USER_POOL_ID.pattern.test(id)) return id;
  throw new CliError("USAGE", `expected --user-pool-id with ${USER_POOL_ID.expected}`);
}

function environmentsOf(
  { environments = {} }: LoadedConfig,
  name: string | undefined,
): Subject["environments"] {
  if (name === undefined) return environments;
  const environment = Object.hasOwn(environments, name) ? environments[name] : undefined;
  if (environment !== undefined) return { [name]: environment };
  const names = Object.keys(environments).join(", ") || "none: the config has no environments";
  throw new CliError("USAGE", `expected --env with one of ${names}`);
}

function schemesOf({ snapshot, environments, userPoolId }: Subject): object {
  const named = Object.entries(environments).map(([name, { region, domainPrefix }]) => [
    name,
    {
      region,
      ...(domainPrefix !== undefined && { domainPrefix }),
      ...(userPoolId !== undefined && { userPoolId }),
    },
  ]);
  return securitySchemes(snapshot, Object.fromEntries(named));
}

function json(value: object): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
