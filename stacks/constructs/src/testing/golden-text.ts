// How does a synthesised stack read in a review? The same for the same declaration: no digests of builds, no places on a disk.
import type { TerraformJson } from "./synthesised.ts";

/** What differs from machine to machine or from build to build, and what stands for it. */
const NORMALISED: Readonly<Record<string, (value: string) => string>> = {
  // Of a zip: any change of the function's source would change every golden file.
  source_code_hash: () => "(digest of the zip)",
  filename: (path) => path.replace(/\/[0-9A-F]{32}\//, "/(digest)/"),
  // Where a local backend keeps its file.
  path: (path) => path.replace(/^\/.*\//, "(working directory)/"),
};

/** The text of a golden file: members sorted, cdktf's own metadata left out, JSON within texts laid open. */
export function goldenText(stack: TerraformJson): string {
  return `${JSON.stringify(normal(stack), null, 2)}\n`;
}

function normal(value: unknown, name = ""): unknown {
  if (typeof value === "string") return laidOpen(NORMALISED[name]?.(value) ?? value);
  if (Array.isArray(value)) return value.map((each) => normal(each));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value)
    .filter(([member]) => member !== "metadata" && member !== "outputs")
    .map(([member, each]) => [member, normal(each, member)] as const)
    .filter(([member, each]) => member !== "//" || Object.keys(each as object).length > 0)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries);
}

/** IAM policies and dashboards are JSON in a text: a review reads them member by member. */
function laidOpen(text: string): unknown {
  if (!/^[[{]/.test(text)) return text;
  try {
    return normal(JSON.parse(text));
  } catch {
    return text;
  }
}
