// Where is a Chromium? What `CHROMIUM_PATH` names, or the first of some names on PATH.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome"];

/** What a test that cannot run says. */
export const NEEDS_CHROMIUM = `needs one of ${NAMES.join(", ")} on PATH, or CHROMIUM_PATH`;

/** The path of the program, or `undefined` where there is none. */
export function findChromium({ CHROMIUM_PATH, PATH = "" } = process.env): string | undefined {
  const onPath = NAMES.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name)));
  return CHROMIUM_PATH || onPath.find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
