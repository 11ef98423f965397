// Why would a token be refused? Every reason at once, for support; nothing of the token is in the answer.
import type { AnyPrincipal } from "./checks/required/index.ts";
import {
  compactForm,
  defaultClaimRefusals,
  header as headerRefusal,
  issuerRefusal,
  kindOf,
  otherRefusals,
  policyClaimRefusals,
  type Refusal,
  type TokenParts,
  tokenUse,
} from "./checks/token/index.ts";
import type { Demand } from "./demand.ts";
import { isVerificationError } from "./errors.ts";
import { FAILURES, type VerificationCode } from "./failures.ts";
import type { Settings } from "./options.ts";
import { type AccessTokenPayload, idTokenPayload, type UncheckedPayload } from "./payload.ts";
import type { Pool, Pools } from "./pools.ts";
import type { TokenUse } from "./principal.ts";
import { type AnyRevocation, refuseRevoked } from "./revocation.ts";
import { scopeReader } from "./scope-lists.ts";
import type { Signatures, UnverifiedToken } from "./signatures.ts";
import type { PrincipalKind, TokenRules } from "./token-rules.ts";
import { acceptsAsIdToken, readPrincipal } from "./verified-token.ts";

/** One reason to refuse. */
export interface DiagnosisReason {
  readonly code: VerificationCode;
  /** The fixed text of the code. */
  readonly text: string;
  /** The name of a claim of the contract, or of a default claim. */
  readonly claim?: string;
  /** The scopes that the requirement names. */
  readonly requiredScopes?: readonly string[];
  /** How recent the sign-in must be by the requirement, in seconds. */
  readonly maxAgeSeconds?: number;
}

/** What can be told of a token without repeating it. */
export interface Diagnosis {
  /** True where `verify` would give a principal. */
  readonly accepted: boolean;
  /** In the order in which `verify` looks: it refuses with the first. */
  readonly reasons: readonly DiagnosisReason[];
  /** `unchecked`: not read so far, or no key to check it with. What follows is only what the token says then. */
  readonly signature: "valid" | "invalid" | "unchecked";
  readonly tokenUse: TokenUse | "other" | null;
  readonly kind: PrincipalKind | null;
  /** The name of the client in the policy, where the verifier serves it. */
  readonly client: string | null;
}

/** What diagnosing takes. */
interface Diagnosing {
  readonly signatures: Signatures;
  readonly pools: Pools;
  readonly rules: TokenRules;
  readonly settings: Settings;
}

/** Gives the diagnosis of a token. */
export type Diagnose = (token: string, demand: Demand) => Promise<Diagnosis>;

const NOTHING_READ = { signature: "unchecked", tokenUse: null, kind: null, client: null } as const;

/** Prepares diagnoses: the checks of `verify`, none of which ends the matter. */
export function diagnoser(parts: Diagnosing): Diagnose {
  return async (token, demand) => {
    const form = compactForm(token);
    if ("code" in form) return diagnosis([form], NOTHING_READ);
    let unverified: UnverifiedToken;
    try {
      unverified = await parts.signatures.takeApart(token, form);
    } catch (error) {
      return diagnosis([refusalOf(error)], NOTHING_READ);
    }
    const before = await beforeClaims(parts, { token, form, unverified });
    const isGenuine = before.signature === "valid";
    const claims = await ofClaims(parts, { payload: unverified.payload, isGenuine }, demand);
    return diagnosis([...before.refusals, ...claims.refusals], {
      ...claims.facts,
      signature: before.signature,
    });
  };
}

interface OpenedForm {
  readonly token: string;
  readonly form: TokenParts;
  readonly unverified: UnverifiedToken;
}

/** Header, issuer, key and signature. */
async function beforeClaims(
  { signatures, pools, settings }: Diagnosing,
  { token, form, unverified }: OpenedForm,
) {
  const { header, payload } = unverified;
  const headerFound = headerRefusal(header);
  const pool = pools.get(payload.iss);
  const refusals: Refusal[] = headerFound === undefined ? [] : [headerFound];
  if (pool === undefined) refusals.push(issuerRefusal(payload.iss));
  let signature: Diagnosis["signature"] = "unchecked";
  if (pool !== undefined && headerFound === undefined) {
    try {
      const key = await keyOf(pool, header.kid, settings.clock());
      signature = (await signatures.isSigned(token, form, key)) ? "valid" : "invalid";
      if (signature === "invalid") refusals.push({ code: "SIGNATURE_INVALID" });
    } catch (error) {
      refusals.push(refusalOf(error));
    }
  }
  return { refusals, signature };
}

async function keyOf({ ring }: Pool, kid: unknown, nowMs: number): Promise<unknown> {
  const id = typeof kid === "string" ? kid : "";
  return ring.held(id, nowMs) ?? ring.find(id);
}

interface ReadToken {
  readonly payload: UncheckedPayload;
  /** The signature holds: the program is asked of no principal that anybody made up. */
  readonly isGenuine: boolean;
}

/** Everything after the signature. */
async function ofClaims(parts: Diagnosing, { payload: unchecked, isGenuine }: ReadToken, demand: Demand) {
  const { rules, settings, pools } = parts;
  const nowMs = settings.clock();
  const isIdToken = acceptsAsIdToken(unchecked, settings, nowMs);
  const use = isIdToken ? undefined : tokenUse(unchecked);
  const payload = (
    unchecked.token_use === "id" ? idTokenPayload(unchecked) : unchecked
  ) as AccessTokenPayload;
  const clientNames =
    pools.get(unchecked.iss)?.clientNames ??
    new Map([...pools.values()].flatMap((pool) => [...pool.clientNames]));
  const { resources } = settings;
  const defaults = defaultClaimRefusals(payload);
  const kind = kindOf(payload);
  const others =
    defaults.length > 0
      ? []
      : otherRefusals({ payload, rules, clientNames, resources, nowSeconds: nowMs / 1_000 });
  const ofPolicy = isIdToken || kind === undefined ? [] : policyClaimRefusals(payload, rules.claims[kind]);
  const refusals = [...(use ? [use] : []), ...defaults, ...others, ...ofPolicy];
  const pool = pools.get(unchecked.iss);
  if (defaults.length + ofPolicy.length === 0 && pool !== undefined && kind !== undefined) {
    const principal = readPrincipal({ payload, pool, isIdToken }, rules, scopeReader());
    refusals.push(...ofDemand(principal, demand, settings.clock() / 1_000));
    if (isGenuine) refusals.push(...(await ofRevocation(principal, settings.revocation)));
  }
  const { token_use } = unchecked;
  const named: Diagnosis["tokenUse"] = token_use === "access" || token_use === "id" ? token_use : "other";
  const client = clientNames.get(payload.client_id) ?? null;
  return { refusals, facts: { tokenUse: named, kind: kind ?? null, client } };
}

/** What the requirement lacks. */
function ofDemand(principal: AnyPrincipal, { steps, scopes }: Demand, nowSeconds: number) {
  return steps.flatMap(({ check, part }) => check({ principal, part, scopes, nowSeconds }) ?? []);
}

/** Whether the token is revoked, where the program can tell. */
async function ofRevocation(principal: AnyPrincipal, revocation: AnyRevocation | undefined) {
  if (revocation === undefined) return [];
  try {
    await refuseRevoked(principal, revocation);
    return [];
  } catch (error) {
    return [refusalOf(error)];
  }
}

function refusalOf(error: unknown): Refusal {
  if (isVerificationError(error)) return { code: error.code };
  throw error;
}

function diagnosis(refusals: readonly Refusal[], facts: Omit<Diagnosis, "accepted" | "reasons">): Diagnosis {
  const reasons = refusals.map(({ code, claim, requiredScopes, maxAgeSeconds }) => ({
    code,
    text: FAILURES[code].text,
    ...(claim !== undefined && { claim }),
    ...(requiredScopes !== undefined && { requiredScopes }),
    ...(maxAgeSeconds !== undefined && { maxAgeSeconds }),
  }));
  return { accepted: reasons.length === 0, reasons, ...facts };
}
