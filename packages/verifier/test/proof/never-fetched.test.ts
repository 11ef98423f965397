// Does any token make the verifier fetch anything but the key set of its issuer? A server counts what is asked of it.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createVerifier, type Verifier } from "../../src/index.ts";
import {
  CLIENTS,
  ISSUER,
  JWKS,
  NOW_MS,
  OPTIONS,
  STRANGERS_JWKS,
  type TokenChange,
  tokenWith,
  USER_POOL_ID,
} from "../issuer.ts";
import { type KeyServer, startKeyServer } from "../key-server.ts";
import { contract, type SamplePolicy } from "../sample-policy.ts";
import { verifierElsewhere } from "./web-platform.ts";

const clock = () => NOW_MS;
const [STRANGERS_KEY] = STRANGERS_JWKS.keys;
/** What an attacker's token points to. */
const TRAP = "http://trap";
const KEY_SET = `/${USER_POOL_ID}/.well-known/jwks.json`;

let trap: KeyServer;
let issuer: KeyServer;

beforeAll(async () => {
  trap = await startKeyServer(STRANGERS_JWKS);
  issuer = await startKeyServer(JWKS);
});
afterAll(async () => {
  await trap.close();
  await issuer.close();
});

const platforms: readonly (readonly [string, typeof makeHere])[] = [
  ["on Node.js", makeHere],
  ["elsewhere", verifierElsewhere],
];
function makeHere(options: Parameters<typeof verifierElsewhere>[0]): Verifier<SamplePolicy> {
  return createVerifier(contract, options);
}

interface Pointing {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly set?: Readonly<Record<string, unknown>>;
  readonly code: string;
  /** False where it is refused before any key is looked up. Default: true. */
  readonly asksForKeys?: false;
}

/** Tokens that a stranger signed, and that say where the key is. */
const POINTING: Readonly<Record<string, Pointing>> = {
  jku: { header: { jku: `${TRAP}${KEY_SET}` }, code: "SIGNATURE_INVALID" },
  x5u: { header: { x5u: `${TRAP}/cert.pem` }, code: "SIGNATURE_INVALID" },
  "jku and a kid of its own": { header: { jku: `${TRAP}${KEY_SET}`, kid: "own" }, code: "KEY_UNKNOWN" },
  jwk: { header: { jwk: STRANGERS_KEY }, code: "SIGNATURE_INVALID" },
  "jwk and a kid of its own": {
    header: { jwk: { ...STRANGERS_KEY, kid: "own" }, kid: "own" },
    code: "KEY_UNKNOWN",
  },
  "jwk without a kid": {
    header: { jwk: STRANGERS_KEY, kid: undefined },
    code: "KEY_UNKNOWN",
    asksForKeys: false,
  },
  x5c: { header: { x5c: ["MIIB"] }, code: "SIGNATURE_INVALID" },
  "x5t and x5t#S256": { header: { x5t: "AA", "x5t#S256": "AA" }, code: "SIGNATURE_INVALID" },
  "a kid that is a URL": { header: { kid: `${TRAP}${KEY_SET}` }, code: "KEY_UNKNOWN" },
  "a kid that is a path": { header: { kid: "../../../../etc/passwd" }, code: "KEY_UNKNOWN" },
  "a kid that leads to another host": { header: { kid: "@trap/" }, code: "KEY_UNKNOWN" },
  "an issuer of its own": {
    set: { iss: `${TRAP}/${USER_POOL_ID}` },
    code: "ISSUER_MISMATCH",
    asksForKeys: false,
  },
  "all of it": {
    header: { jku: `${TRAP}${KEY_SET}`, x5u: `${TRAP}/cert.pem`, jwk: STRANGERS_KEY, iss: TRAP },
    set: { iss: `${TRAP}/${USER_POOL_ID}`, jwks_uri: `${TRAP}${KEY_SET}` },
    code: "ISSUER_MISMATCH",
    asksForKeys: false,
  },
};

/** The token, with the trap where it says so. */
function pointing({ header = {}, set = {} }: Pointing, iss: string): string {
  const { origin } = new URL(trap.issuer);
  const text = JSON.stringify({ header, set: { iss, ...set } }).replaceAll(TRAP, origin);
  const change = JSON.parse(text) as Pick<TokenChange, "header" | "set">;
  const removed = Object.keys(header).find((name) => header[name] === undefined);
  return tokenWith({
    ...change,
    signing: "stranger",
    ...(removed !== undefined && { removeHeader: removed }),
  });
}

const CASES = platforms.flatMap(([platform, make]) =>
  Object.entries(POINTING).map(([name, each]) => [name, platform, make, each] as const),
);

let asked = 0;
beforeEach(() => {
  asked = issuer.requests.length;
});

test.each(CASES)("with keys at hand a token with %s fetches nothing, %s", async (_, __, make, each) => {
  const verifier = make({ ...OPTIONS, clock });
  await expect(verifier.verify(pointing(each, ISSUER))).rejects.toMatchObject({ code: each.code });
  expect((await verifier.diagnose(pointing(each, ISSUER))).reasons[0]?.code).toBe(each.code);
  expect(trap.requests).toEqual([]);
});

test.each(CASES)("a token with %s fetches the issuer's key set at most, %s", async (_, __, make, each) => {
  const options = { userPoolId: USER_POOL_ID, clients: CLIENTS, issuer: issuer.issuer, clock };
  const verifier = make(options);
  const token = pointing(each, issuer.issuer);
  for (const __ of ["first", "second"]) {
    await expect(verifier.verify(token)).rejects.toMatchObject({ code: each.code });
  }
  expect(trap.requests).toEqual([]);
  // Once: a second token with an unknown key id has to wait.
  expect(issuer.requests.slice(asked)).toEqual(each.asksForKeys === false ? [] : [KEY_SET]);
});

test("the trap works: whoever asked it would get the stranger's key", async () => {
  const response = await fetch(`${trap.issuer}/.well-known/jwks.json`);
  expect(await response.json()).toEqual(STRANGERS_JWKS);
  expect(trap.requests).toEqual([KEY_SET]);
});
