// Which version of the rows does a store hold? A change of what rows mean, or of how keys are made, is a new version.
import { rowKey } from "./names.ts";

/** The version that this program reads and writes. */
export const STORE_VERSION = 1;

/** Where the version stands in a store. */
export const VERSION_KEY = rowKey("store", "", "version");

/** The row that says the version. */
export interface VersionRow {
  readonly version: number;
}
