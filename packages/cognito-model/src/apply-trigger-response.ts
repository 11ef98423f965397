// Default claims + what the trigger answered = the claims of both tokens. The only place that says how.
import { canSetAudience, isReservedClaim, isSuppressibleClaim } from "./claim-table.ts";
import { type ClaimValueProblem, claimValueProblem } from "./claim-values.ts";
import type { EventVersionNumber } from "./event-versions.ts";
import type { TokenKind } from "./grants.ts";
import type { GroupOverrideDetails } from "./group-configuration.ts";
import { type Claims, type JsonValue, PROTOTYPE_KEYS } from "./json.ts";
import type {
  AccessTokenChanges,
  ClaimChanges,
  TriggerResponse,
  TriggerResponseV1,
  TriggerResponseV2,
} from "./trigger-response.ts";

/** The claims of the tokens of one sign-in. Machines, and OAuth grants without `openid`, get no ID token. */
export interface TokenClaims {
  readonly idToken?: Claims;
  readonly accessToken: Claims;
}

/** Something that the trigger asked for and Cognito does not do. */
export interface IgnoredChange {
  readonly token: TokenKind;
  readonly list: "claimsToAddOrOverride" | "claimsToSuppress" | "scopesToAdd";
  readonly name: string;
  readonly why: "reserved" | "suppressed" | "not_suppressible" | "blank_in_scope" | ClaimValueProblem;
}

/** The claims of both tokens after the trigger, and what it asked for in vain. */
export interface AppliedResponse extends TokenClaims {
  readonly ignored: readonly IgnoredChange[];
}

/**
 * Applies what a Pre Token Generation function answered to the default claims of a grant.
 *
 * Takes an answer of the right shape (see `triggerResponseProblem`); `null` leaves everything as it was. `version` is that
 * of the event: 1 reaches the ID token only, groups both tokens. Reserved claims are left alone, suppression beats
 * addition. Inputs are not changed. Source: AWS, Pre token generation Lambda trigger, Claims and scopes reference; that
 * reserved names are dropped without an error is an observation, not documented.
 */
export function applyTriggerResponse(
  defaults: TokenClaims,
  response: TriggerResponse | null,
  version: EventVersionNumber,
  clientId: string,
): AppliedResponse {
  const ignored: IgnoredChange[] = [];
  const changes = readChanges(response, version);
  const change = (token: TokenKind, claims: Claims, of: ClaimChanges | null | undefined): Claims =>
    changeClaims({
      token,
      claims: withGroups(token, claims, changes.groups),
      changes: of ?? {},
      version,
      clientId,
      ignored,
    });

  const accessToken = change("access", defaults.accessToken, changes.access);
  applyScopes(accessToken, changes.access ?? {}, ignored);
  if (defaults.idToken === undefined) return { accessToken, ignored };
  return { idToken: change("id", defaults.idToken, changes.id), accessToken, ignored };
}

interface Changes {
  readonly id: ClaimChanges | null | undefined;
  readonly access: AccessTokenChanges | null | undefined;
  /** `undefined` keeps the groups; `null` and an empty object remove them. */
  readonly groups: GroupOverrideDetails | null | undefined;
}

function readChanges(response: TriggerResponse | null, version: EventVersionNumber): Changes {
  if (version === "1") {
    const details = (response as TriggerResponseV1 | null)?.claimsOverrideDetails;
    return { id: details, access: undefined, groups: details?.groupOverrideDetails };
  }
  const details = (response as TriggerResponseV2 | null)?.claimsAndScopeOverrideDetails;
  return {
    id: details?.idTokenGeneration,
    access: details?.accessTokenGeneration,
    groups: details?.groupOverrideDetails,
  };
}

const GROUP_CLAIMS = ["cognito:groups", "cognito:roles", "cognito:preferred_role"];

/** A copy of the claims with the groups replaced. A machine has no groups, so an override does not reach it. */
function withGroups(
  token: TokenKind,
  claims: Claims,
  groups: GroupOverrideDetails | null | undefined,
): Claims {
  const isMachine = token === "access" && claims.username === undefined;
  if (groups === undefined || isMachine) return { ...claims };
  const rest = Object.fromEntries(Object.entries(claims).filter(([name]) => !GROUP_CLAIMS.includes(name)));
  const { groupsToOverride = [], iamRolesToOverride = [], preferredRole } = groups ?? {};
  if (groupsToOverride?.length) rest["cognito:groups"] = [...groupsToOverride];
  if (token === "access") return rest;
  if (iamRolesToOverride?.length) rest["cognito:roles"] = [...iamRolesToOverride];
  const [role] = [preferredRole].flat();
  if (role) rest["cognito:preferred_role"] = role;
  return rest;
}

interface ChangeOfToken {
  readonly token: TokenKind;
  readonly claims: Claims;
  readonly changes: ClaimChanges;
  readonly version: EventVersionNumber;
  readonly clientId: string;
  readonly ignored: IgnoredChange[];
}

function changeClaims({ token, claims, changes, version, clientId, ignored }: ChangeOfToken): Claims {
  const suppressed = new Set(changes.claimsToSuppress ?? []);
  for (const [name, value] of Object.entries(changes.claimsToAddOrOverride ?? {})) {
    const why = suppressed.has(name) ? "suppressed" : addProblem({ token, name, value, version, clientId });
    if (why === undefined) claims[name] = value;
    else ignored.push({ token, list: "claimsToAddOrOverride", name, why });
  }
  for (const name of suppressed) {
    if (isSuppressibleClaim(name)) suppress(claims, name);
    else ignored.push({ token, list: "claimsToSuppress", name, why: "not_suppressible" });
  }
  return claims;
}

interface Addition {
  readonly token: TokenKind;
  readonly name: string;
  readonly value: JsonValue;
  readonly version: EventVersionNumber;
  readonly clientId: string;
}

function addProblem({ token, name, value, version, clientId }: Addition): IgnoredChange["why"] | undefined {
  if (PROTOTYPE_KEYS.has(name)) return "reserved";
  if (name === "aud") return canSetAudience(token, value, clientId) ? undefined : "reserved";
  if (isReservedClaim(name)) return "reserved";
  return claimValueProblem({ token, name, value, version });
}

function suppress(claims: Claims, name: string): void {
  const names = name === "cognito:groups" ? GROUP_CLAIMS : [name];
  for (const each of names) delete claims[each];
}

/** `scope` is a set: what was there, and what is added, without what is suppressed. No scope at all leaves the claim out. */
function applyScopes(claims: Claims, changes: AccessTokenChanges, ignored: IgnoredChange[]): void {
  if (!changes.scopesToAdd?.length && !changes.scopesToSuppress?.length) return;
  const suppressed = new Set(changes.scopesToSuppress ?? []);
  const present = typeof claims.scope === "string" ? claims.scope.split(" ") : [];
  const scopes = new Set(present.filter((scope) => scope !== "" && !suppressed.has(scope)));
  for (const scope of changes.scopesToAdd ?? []) {
    if (suppressed.has(scope))
      ignored.push({ token: "access", list: "scopesToAdd", name: scope, why: "suppressed" });
    else if (/\s/.test(scope) || scope === "") {
      ignored.push({ token: "access", list: "scopesToAdd", name: scope, why: "blank_in_scope" });
    } else scopes.add(scope);
  }
  if (scopes.size === 0) delete claims.scope;
  else claims.scope = [...scopes].join(" ");
}
