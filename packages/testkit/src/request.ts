// What would the pool make of the request, before any trigger? It refuses here what Cognito refuses there.
import {
  type ClientBlueprint,
  type EpochSeconds,
  type Grant,
  type TokenLifetimes,
  USER_ADMIN_SCOPE,
} from "@claimsmith/cognito-model";
import { MisuseError } from "./errors.ts";
import type { AnyIssueOptions } from "./issue-options.ts";
import type { AnyPersona } from "./persona.ts";
import type { TestPool } from "./test-pool.ts";

/** A request that the pool would grant. */
export interface TokenRequest {
  readonly persona: AnyPersona;
  readonly client: ClientBlueprint;
  readonly clientId: string;
  readonly grant: Grant;
  /** True where the sign-in was at the OAuth endpoints. */
  readonly oauth: boolean;
  /** Granted before the trigger. */
  readonly scopes: readonly string[];
  readonly issuedAt: EpochSeconds;
  readonly lifetimes: TokenLifetimes;
  readonly options: AnyIssueOptions;
}

/**
 * Reads a request.
 *
 * @throws MisuseError `OPTIONS_INVALID`, `GRANT_NOT_ALLOWED`, `SCOPE_NOT_ALLOWED`
 */
export function readRequest(pool: TestPool, persona: AnyPersona, options: AnyIssueOptions): TokenRequest {
  const client = clientOf(pool, persona, options);
  const { grant = persona.kind === "machine" ? "machine" : "sdk", expiresInSeconds: seconds } = options;
  checkGrant(pool, { persona, client, grant });
  const oauth =
    grant === "hosted" || grant === "machine" || (grant === "refresh" && options.scopes !== undefined);
  if (grant === "hosted" && options.metadata !== undefined) {
    throw new MisuseError(
      "OPTIONS_INVALID",
      "metadata: expected none with the grant hosted, which passes none on",
    );
  }
  return {
    persona,
    client,
    clientId: pool.clientIds[client.name] ?? "",
    grant,
    oauth,
    scopes: oauth ? askedScopes(client, options.scopes) : apiScopes(options.scopes),
    issuedAt: Math.floor((options.at?.getTime() ?? pool.clock()) / 1_000),
    lifetimes: {
      ...client.lifetimes,
      ...(seconds && { accessTokenSeconds: seconds, idTokenSeconds: seconds }),
    },
    options,
  };
}

function clientOf({ blueprint }: TestPool, persona: AnyPersona, options: AnyIssueOptions): ClientBlueprint {
  const [own] = persona.kind === "machine" ? [persona.client] : (persona.clients ?? []);
  const name = options.client ?? own;
  const found = blueprint.clients.find((each) => each.name === name);
  if (found !== undefined) return found;
  const names = blueprint.clients.map((each) => each.name).join(", ");
  throw new MisuseError("OPTIONS_INVALID", `client: expected one of the policy's: ${names}`);
}

/** Through which grants people sign in, by the ways that the policy gives a client. Machines have one way alone. */
function checkGrant(
  { policy }: TestPool,
  { persona, client, grant }: Pick<TokenRequest, "persona" | "client" | "grant">,
): void {
  const ways = policy.clients[client.name]?.signIn ?? ["srp", "hosted"];
  const grants: Readonly<Record<Grant, boolean>> = {
    sdk: ways.some((way) => way !== "hosted"),
    hosted: ways.includes("hosted"),
    refresh: true,
    machine: false,
  };
  const isKind = persona.kind === client.kind;
  if (isKind && (persona.kind === "machine" ? grant === "machine" : grants[grant])) return;
  throw new MisuseError(
    "GRANT_NOT_ALLOWED",
    `expected a client for the grant ${grant} of a ${persona.kind}; ${client.name} is none`,
  );
}

/** The API cannot ask for scopes, and issues one. (AWS: Understanding the access token) */
function apiScopes(asked: readonly string[] | undefined): readonly string[] {
  if (asked === undefined) return [USER_ADMIN_SCOPE];
  throw new MisuseError(
    "OPTIONS_INVALID",
    "scopes: expected none with the grant sdk, which cannot ask for any",
  );
}

/** None asked for means all that the client may have. That others are refused, not ignored, is AWS's newest text: unverified. */
function askedScopes(
  { name, allowedOAuthScopes }: ClientBlueprint,
  asked: readonly string[] = [],
): readonly string[] {
  const refused = asked.filter((scope) => !allowedOAuthScopes.includes(scope));
  if (refused.length === 0) return asked.length === 0 ? allowedOAuthScopes : [...new Set(asked)];
  throw new MisuseError(
    "SCOPE_NOT_ALLOWED",
    `expected scopes that ${name} may ask for, not ${refused.join(" ")}; what a policy draws comes unasked`,
  );
}
