// Which release do both synthesise? The committed policy, with files in place of the built zips: synthesis reads nothing of them but their digest.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import policy from "@claimsmith/orders-policy/policy.json" with { type: "json" };

/** Writes the files of a release into a new folder, as `CLAIMSMITH_RELEASE` names one. */
export async function writeRelease(folder: string): Promise<string> {
  await mkdir(folder);
  const about = { handler: "index.handler", policyHash: policy.hash };
  const files: Readonly<Record<string, string>> = {
    "policy.json": JSON.stringify(policy),
    "trigger.json": JSON.stringify(about),
    "trigger.zip": "a zip",
    "orders-api.zip": "a zip",
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  return folder;
}
