// Which events does the Pre Token Generation trigger receive, and what does each mean?
import type { EventVersionNumber } from "./event-versions.ts";
import type { Grant } from "./grants.ts";

/** The value of `triggerSource` in a Pre Token Generation event. */
export type TriggerSource =
  | "TokenGeneration_HostedAuth"
  | "TokenGeneration_Authentication"
  | "TokenGeneration_NewPasswordChallenge"
  | "TokenGeneration_AuthenticateDevice"
  | "TokenGeneration_RefreshTokens"
  | "TokenGeneration_ClientCredentials";

/** One trigger source: what Cognito says it means, for whom it is sent and in which event versions. */
export interface TriggerSourceRow {
  readonly source: TriggerSource;
  readonly meaning: string;
  readonly kind: "user" | "machine";
  /** The grant that a preview or a local pool uses this source for; absent where no grant of ours sends it. */
  readonly grant?: Grant;
  readonly versions: readonly EventVersionNumber[];
  /** The AWS page that says so. */
  readonly page: string;
}

const PAGE = "Pre token generation Lambda trigger";
const ALL: readonly EventVersionNumber[] = ["1", "2", "3"];

/**
 * Every trigger source. AWS pages disagree on which operation sends which user source (managed login and
 * GetTokensFromRefreshToken among them), so nothing that decides may depend on more than `kind`.
 */
export const TRIGGER_SOURCES: readonly TriggerSourceRow[] = [
  {
    source: "TokenGeneration_HostedAuth",
    meaning: "sign-in through managed login or a federated provider",
    kind: "user",
    grant: "hosted",
    versions: ALL,
    page: PAGE,
  },
  {
    source: "TokenGeneration_Authentication",
    meaning: "an authentication flow of the API completed",
    kind: "user",
    grant: "sdk",
    versions: ALL,
    page: PAGE,
  },
  {
    source: "TokenGeneration_NewPasswordChallenge",
    meaning: "a user that an administrator created replaced the temporary password",
    kind: "user",
    versions: ALL,
    page: PAGE,
  },
  {
    source: "TokenGeneration_AuthenticateDevice",
    meaning: "the end of the authentication of a device",
    kind: "user",
    versions: ALL,
    page: PAGE,
  },
  {
    source: "TokenGeneration_RefreshTokens",
    meaning: "tokens are refreshed",
    kind: "user",
    grant: "refresh",
    versions: ALL,
    page: PAGE,
  },
  {
    source: "TokenGeneration_ClientCredentials",
    meaning: "a machine asks for a token by client credentials",
    kind: "machine",
    grant: "machine",
    versions: ["3"],
    page: PAGE,
  },
];

const BY_SOURCE: ReadonlyMap<string, TriggerSourceRow> = new Map(
  TRIGGER_SOURCES.map((row) => [row.source, row]),
);

/** The row of a trigger source, or `undefined` for a source that AWS does not document. */
export function triggerSourceRow(source: string): TriggerSourceRow | undefined {
  return BY_SOURCE.get(source);
}

/** The trigger source that stands for a grant in previews and in the local pool. */
export function triggerSourceOf(grant: Grant): TriggerSource {
  const row = TRIGGER_SOURCES.find((candidate) => candidate.grant === grant);
  if (row === undefined) throw new TypeError(`no trigger source stands for the grant ${grant}`);
  return row.source;
}
