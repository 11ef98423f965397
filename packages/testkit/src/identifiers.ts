// Which ids would the pool give? The same ones in every process, so that a test can write them down.
import { createHash } from "node:crypto";

/** The app client id of a client of a policy: 26 lower-case letters and digits, as Cognito's are. */
export function clientIdOf(policyName: string, client: string): string {
  return digest(["client", policyName, client]).slice(0, 26);
}

/** The `sub` of the user who signs in with an e-mail address: a UUID. */
export function subjectOf(email: string): string {
  const hex = digest(["user", email]);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}

function digest(parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
