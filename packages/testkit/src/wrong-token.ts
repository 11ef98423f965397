// How is a token made wrong? One thing is changed of the good one.
import { type Claims, type IssuerForm, issuerOf } from "@claimsmith/cognito-model";
import type { DefectName } from "./defects.ts";
import { MisuseError } from "./errors.ts";
import { clientIdOf } from "./identifiers.ts";
import type { AnyDefect } from "./issue-options.ts";
import { type Signing, signClaims, withPayload } from "./keys.ts";
import type { TestPool } from "./test-pool.ts";

/** The claims of the good tokens of one issuance. */
export interface GoodClaims {
  readonly access: Claims;
  readonly id: Claims | undefined;
}

interface Change {
  readonly pool: TestPool;
  readonly good: GoodClaims;
  /** The scope or group that the token shall lack. */
  readonly lacks: string;
}

/** What is set on the access token; `undefined` removes a claim. */
type ChangedClaims = Readonly<Record<string, Claims[string] | undefined>>;

const HOUR_SECONDS = 3_600;
const OTHER_FORM: Readonly<Record<IssuerForm, IssuerForm>> = { original: "updated", updated: "original" };

/** The defects that are other claims under a good signature. */
const OTHER_CLAIMS: Readonly<Partial<Record<DefectName, (change: Change) => ChangedClaims>>> = {
  expired: ({ pool, good: { access } }) => {
    const earlierSeconds = Number(access.exp) - Math.floor(pool.clock() / 1_000) + HOUR_SECONDS;
    const times = ["iat", "exp", "auth_time"].filter((name) => access[name] !== undefined);
    return Object.fromEntries(times.map((name) => [name, Number(access[name]) - earlierSeconds]));
  },
  notYetValid: ({ good: { access } }) => ({
    nbf: Math.ceil((Number(access.iat) + Number(access.exp)) / 2),
  }),
  // Who compares beginnings takes it for the pool's own.
  otherIssuer: ({ pool }) => ({ iss: issuerOf(`${pool.userPoolId}0`, pool.issuerForm) }),
  otherIssuerForm: ({ pool }) => ({ iss: issuerOf(pool.userPoolId, OTHER_FORM[pool.issuerForm]) }),
  otherClient: ({ pool, good: { access } }) => {
    const client_id = clientIdOf(`not ${pool.policy.name}`, "other");
    // A machine's subject is its client.
    return access.sub === access.client_id ? { client_id, sub: client_id } : { client_id };
  },
  otherAudience: () => ({ aud: "https://another-api.example.com" }),
  withoutScope: ({ good: { access }, lacks }) => ({
    scope: without(String(access.scope ?? "").split(" "), lacks).join(" ") || undefined,
  }),
  withoutGroup: ({ good: { access }, lacks }) => {
    const groups = without((access["cognito:groups"] ?? []) as readonly string[], lacks);
    return { "cognito:groups": groups.length === 0 ? undefined : groups };
  },
};

/** The defects that are another signature over the good claims. */
const OTHER_SIGNATURES: Readonly<Partial<Record<DefectName, Signing>>> = {
  otherKey: "strangersKey",
  unknownKey: "unknownKeyId",
  unsigned: "none",
  publicKeyAsSecret: "publicKeyAsSecret",
};

/**
 * Signs the access token with a defect.
 *
 * @throws MisuseError `DEFECT_NOT_POSSIBLE`
 */
export async function signWrong(pool: TestPool, good: GoodClaims, defect: AnyDefect): Promise<string> {
  const [[name, lacks]] = typeof defect === "string" ? [[defect, ""]] : entriesOf(defect);
  const { keys } = pool;
  if (name === "idTokenAsAccess") {
    if (good.id !== undefined) return signClaims(good.id, keys.id);
    throw new MisuseError("DEFECT_NOT_POSSIBLE", "idTokenAsAccess: expected a grant that gives an ID token");
  }
  if (name === "tampered") {
    const token = await signClaims(good.access, keys.access);
    return withPayload(token, { ...good.access, sub: `${good.access.sub}0` });
  }
  const claims = changed(good.access, OTHER_CLAIMS[name]?.({ pool, good, lacks }) ?? {});
  return signClaims(claims, keys.access, OTHER_SIGNATURES[name]);
}

function entriesOf(defect: Exclude<AnyDefect, string>): [[DefectName, string]] {
  return Object.entries(defect) as [[DefectName, string]];
}

/** The claims with others in their place. */
export function changed(claims: Claims, changes: ChangedClaims): Claims {
  const all = Object.entries({ ...claims, ...changes }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(all) as Claims;
}

function without(names: readonly string[], name: string): readonly string[] {
  if (names.includes(name)) return names.filter((each) => each !== name);
  throw new MisuseError("DEFECT_NOT_POSSIBLE", `expected a token that has ${name}, to take it away`);
}
