// What is deployed? Two releases: the orders policy before it had its first machine client, and as it is.
import { cp, mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  type PolicyDocument,
  type PolicySnapshot,
  parsePolicy,
  policySnapshot,
  snapshotText,
} from "@claimsmith/claims-policy";
import ordersSnapshot from "@claimsmith/orders-policy/policy.json" with { type: "json" };
import { BUNDLE_HANDLER, bundleTrigger } from "@claimsmith/trigger/bundle";
import { sourceArguments } from "./applications.ts";
import { type CommandOptions, runCommand, succeeded } from "./run-command.ts";

/** A folder that `CLAIMSMITH_RELEASE` may name, and the policy in it. */
export interface Release {
  readonly folder: string;
  readonly snapshot: PolicySnapshot;
}

/** The releases that are deployed one after the other. */
export interface Releases {
  /** Without machine clients: event version V2_0. */
  readonly people: Release;
  /** The policy as it is committed: V3_0. */
  readonly machines: Release;
}

/** The committed policy. */
export const committed = ordersSnapshot as unknown as PolicySnapshot;

/**
 * Builds both functions as `pnpm build` does, and makes a folder for each release.
 * @throws DeployLocalError COMMAND_FAILED
 */
export async function buildReleases(folder: string, options: Omit<CommandOptions, "cwd">): Promise<Releases> {
  await Promise.all(Object.values(APPS).map((app) => buildApp(app, options)));
  const people = await policySnapshot(parsePolicy(withoutMachines(committed.policy)));
  return {
    people: await makeRelease(join(folder, "people"), people),
    machines: await committedRelease(join(folder, "machines")),
  };
}

/** The folder of a release of what is committed: the files that the apps' own builds made. */
async function committedRelease(folder: string): Promise<Release> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "policy.json"), snapshotText(committed));
  for (const path of [TRIGGER_ZIP, TRIGGER_ABOUT, API_ZIP]) await cp(path, join(folder, basename(path)));
  return { folder, snapshot: committed };
}

/**
 * Makes the folder of a release of another policy: a trigger built for it, and the orders API as it was built last.
 * @throws the error of esbuild where the trigger does not compile
 */
export async function makeRelease(folder: string, snapshot: PolicySnapshot): Promise<Release> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "policy.json"), snapshotText(snapshot));
  await cp(API_ZIP, join(folder, basename(API_ZIP)));
  const { zip } = await bundleTrigger(await handlerOf(snapshot));
  await writeFile(join(folder, basename(TRIGGER_ZIP)), zip);
  const about = { handler: BUNDLE_HANDLER, policyHash: snapshot.hash };
  await writeFile(join(folder, basename(TRIGGER_ABOUT)), JSON.stringify(about));
  return { folder, snapshot };
}

/** The policy as it was before the first machine came. */
export function withoutMachines({ machineToken: _, clients, ...policy }: PolicyDocument): PolicyDocument {
  const people = Object.entries(clients).filter(([, { kind }]) => kind !== "machine");
  return { ...policy, clients: Object.fromEntries(people) };
}

const APPS = {
  trigger: fileURLToPath(new URL("../../../apps/pre-token-generation/", import.meta.url)),
  api: fileURLToPath(new URL("../../../apps/orders-api/", import.meta.url)),
} as const;

const TRIGGER_ZIP = join(APPS.trigger, "dist/trigger.zip");
const TRIGGER_ABOUT = join(APPS.trigger, "dist/trigger.json");
const API_ZIP = join(APPS.api, "dist/orders-api.zip");

async function buildApp(cwd: string, options: Omit<CommandOptions, "cwd">): Promise<void> {
  const result = await runCommand(process.execPath, sourceArguments("build.ts"), { ...options, cwd });
  succeeded(result, `the build of ${cwd}`);
}

/** The app's handler for another policy; in this package, where `@claimsmith/trigger` is found. */
async function handlerOf(snapshot: PolicySnapshot): Promise<string> {
  const folder = fileURLToPath(new URL(`../dist/${snapshot.hash}/`, import.meta.url));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "policy.json"), snapshotText(snapshot));
  const path = join(folder, "handler.ts");
  await writeFile(path, HANDLER);
  return path;
}

const HANDLER = `import { createHandler, optionsFromEnvironment } from "@claimsmith/trigger";
import policy from "./policy.json";
export const handler = createHandler(policy, optionsFromEnvironment(process.env));
`;
