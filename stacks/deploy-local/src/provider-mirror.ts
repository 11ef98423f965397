// Where has this machine the AWS provider already? A folder laid out HOST/NAMESPACE/TYPE, as Terraform calls a filesystem mirror.
import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";

/** What stacks demand of the provider, to the letter. */
export const AWS_PROVIDER = { source: "hashicorp/aws", version: "5.100.0" } as const;

/** Below a host's name. (Terraform: Provider Installation, Filesystem mirrors) */
const HOSTS = ["registry.terraform.io", "registry.opentofu.org"];

/** Places in which mirrors are kept; the first are Terraform's own. (Terraform: Implied Local Mirror Directories) */
export function mirrorRoots(home = homedir()): readonly string[] {
  return [
    join(home, ".terraform.d"),
    join(home, ".local/share/terraform"),
    join(home, "Library/Application Support/io.terraform"),
    "/Library/Application Support/io.terraform",
    "/usr/local/share",
    "/usr/share",
    "/opt",
  ];
}

/** Levels below a root at which a mirror is looked for: no whole disk is searched. */
const MAX_DEPTH = 3;

/** The first mirror below the roots that has the provider in the version that stacks demand. */
export function findMirror(roots: readonly string[]): string | undefined {
  for (const root of roots) {
    const found = searched(root, MAX_DEPTH);
    if (found !== undefined) return found;
  }
  return undefined;
}

function searched(folder: string, depth: number): string | undefined {
  if (HOSTS.some((host) => hasProvider(join(folder, host, AWS_PROVIDER.source)))) return folder;
  if (depth === 0) return undefined;
  for (const name of subfolders(folder)) {
    const found = searched(join(folder, name), depth - 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Unpacked in a folder of its version, or packed. */
function hasProvider(folder: string): boolean {
  if (existsSync(join(folder, AWS_PROVIDER.version))) return true;
  const packed = `terraform-provider-aws_${AWS_PROVIDER.version}_`;
  return entries(folder).some(({ name }) => name.startsWith(packed));
}

/** Links are not followed: they may lead anywhere, and in circles. */
function subfolders(folder: string): readonly string[] {
  return entries(folder)
    .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
    .map(({ name }) => name);
}

function entries(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    // Not there, or not ours to read.
    return [];
  }
}

/** A CLI configuration that takes providers from a mirror and from nowhere else. (Terraform: CLI Configuration File) */
export function mirrorConfiguration(mirror: string): string {
  return `provider_installation {\n  filesystem_mirror {\n    path = ${JSON.stringify(mirror)}\n  }\n}\n`;
}
