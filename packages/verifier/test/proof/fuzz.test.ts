// Is nothing accepted that aws-jwt-verify refuses, whatever is done to a token? `FUZZ_RUNS=100000` tries that many.
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createVerifier, type VerificationCode, type Verifier } from "../../src/index.ts";
import { CLIENTS, JWKS, NOW_MS, OPTIONS, type TokenChange, tokenWith, USER_POOL_ID } from "../issuer.ts";
import { readVectors } from "../read-vectors.ts";
import { contract, type SamplePolicy } from "../sample-policy.ts";
import { type Base, baseOf, MUTATIONS } from "./mutations.ts";
import { type Random, randomOf } from "./random.ts";
import { moveLibraryToTheWeb, reference, verifierElsewhere } from "./web-platform.ts";

const RUNS = Number(process.env.FUZZ_RUNS ?? 2_000);
const OPTIONS_NOW = { ...OPTIONS, clock: () => NOW_MS };

/** What we refuse and the library's verifier for Cognito, told of pool, clients and use, accepts; and why we do. */
const REFUSED_BEYOND: Readonly<Partial<Record<VerificationCode, string>>> = {
  TOKEN_MALFORMED: "it takes padding, unused bits, lengths that no bytes have, and bytes that are no UTF-8",
  TOKEN_TOO_LARGE: "it has no bound",
  ALGORITHM_NOT_ALLOWED: "it ignores crit and b64",
  ISSUER_MISMATCH: "it takes both issuer forms of a pool",
  TOKEN_EXPIRED:
    "it lets a token live for the very second of its expiry (RFC 7519, section 4.1.4: on or after)",
  TOKEN_NOT_YET_VALID: "it does not look at iat",
  CLAIM_MISSING: "it demands neither exp nor iat nor sub, and knows no contract",
  CLAIM_INVALID: "it looks at the types of registered claims alone, and knows no contract",
  AUDIENCE_MISMATCH: "it does not look at the aud of an access token",
  SUBJECT_UNCLEAR: "it does not tell users from machines",
  SUBJECT_MISMATCH: "the same",
};

/** Tokens to start from: all that are accepted, and an ID token. */
const BASES: readonly Base[] = [
  ...readVectors<{ description: string; token: TokenChange }>("accepted-tokens").map(({ token }) => token),
  { set: { token_use: "id", aud: CLIENTS.web } },
].map((change) => baseOf(tokenWith(change)));

const library = reference.CognitoJwtVerifier.create({
  userPoolId: USER_POOL_ID,
  tokenUse: "access",
  clientId: Object.values(CLIENTS),
});
library.cacheJwks(JWKS as Parameters<typeof library.cacheJwks>[0]);

const node = createVerifier(contract, OPTIONS_NOW);
const remembering = createVerifier(contract, { ...OPTIONS_NOW, cache: { maxTokens: 50 } });
const elsewhere = verifierElsewhere(OPTIONS_NOW);

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: NOW_MS });
  await moveLibraryToTheWeb();
});
afterAll(() => {
  vi.useRealTimers();
});

/** A code where it was refused, or what came back. */
type Outcome = { readonly code: string } | { readonly code: "accepted"; readonly principal: object };

async function outcomeOf(verifier: Verifier<SamplePolicy>, token: string): Promise<Outcome> {
  try {
    return { code: "accepted", principal: await verifier.verify(token) };
  } catch (error) {
    const { name, category, code } = error as Record<string, string>;
    return {
      code: name === "VerificationError" && category === "rejected" ? String(code) : `thrown ${name}`,
    };
  }
}

function payloadByLibrary(token: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return library.verifySync(token);
  } catch {
    return undefined;
  }
}

/** The principal's names for what stands on the token. */
const SAME: Readonly<Record<string, string>> = {
  sub: "sub",
  clientId: "client_id",
  username: "username",
  issuedAtSeconds: "iat",
  expiresAtSeconds: "exp",
  authTimeSeconds: "auth_time",
  tokenId: "jti",
  originId: "origin_jti",
};

function readAlike(principal: object, payload: Readonly<Record<string, unknown>>): boolean {
  const read = principal as Readonly<Record<string, unknown>> & { readonly scopes: readonly string[] };
  return (
    Object.entries(SAME).every(([ours, theirs]) => Object.is(read[ours], payload[theirs])) &&
    read.scopes.join(" ") === (payload.scope ?? "")
  );
}

/** What is wrong with how one token is judged; and on whose word it was refused. */
async function judge(token: string): Promise<{ problems: string[]; beyond?: string; code: string }> {
  const problems: string[] = [];
  const own = await outcomeOf(node, token);
  const theirs = payloadByLibrary(token);
  if (own.code.startsWith("thrown")) problems.push(own.code);
  if ("principal" in own && theirs === undefined) problems.push("accepted beyond the library");
  if ("principal" in own && theirs !== undefined && !readAlike(own.principal, theirs)) {
    problems.push("read otherwise than by the library");
  }
  const isBeyond = !("principal" in own) && theirs !== undefined;
  if (isBeyond && !Object.hasOwn(REFUSED_BEYOND, own.code)) problems.push(`beyond: ${own.code}`);
  problems.push(...(await disagreements(token, own)));
  return { problems, code: own.code, ...(isBeyond && { beyond: own.code }) };
}

/** Other ways to ask the same. */
async function disagreements(token: string, own: Outcome): Promise<string[]> {
  const problems: string[] = [];
  for (const _ of ["miss", "hit"]) {
    const { code } = await outcomeOf(remembering, token);
    if (code !== own.code) problems.push(`remembered: ${code} for ${own.code}`);
  }
  const far = await outcomeOf(elsewhere, token);
  // The library looks at the types of registered claims before it looks at anything else.
  const isSame = far.code === own.code || (far.code === "TOKEN_MALFORMED" && own.code !== "accepted");
  if (!isSame) problems.push(`elsewhere: ${far.code} for ${own.code}`);
  if (JSON.stringify(far) !== JSON.stringify(own) && own.code === "accepted")
    problems.push("elsewhere: other");
  const { accepted, reasons } = await node.diagnose(token);
  const said = accepted ? "accepted" : reasons[0]?.code;
  if (said !== own.code) problems.push(`diagnosed: ${said} for ${own.code}`);
  return problems;
}

interface Tally {
  readonly problems: string[];
  readonly beyond: Set<string>;
  readonly codes: Map<string, number>;
}

async function fuzz(tally: Tally, run: number): Promise<void> {
  const random: Random = randomOf(run);
  const [name, mutate] = MUTATIONS[run % MUTATIONS.length] as (typeof MUTATIONS)[number];
  const token = mutate({ base: random.of(BASES), other: random.of(BASES), random });
  const { problems, beyond, code } = await judge(token);
  tally.problems.push(...problems.map((problem) => `run ${run}, ${name}: ${problem}`));
  if (beyond !== undefined) tally.beyond.add(beyond);
  tally.codes.set(code, (tally.codes.get(code) ?? 0) + 1);
}

test(`of ${RUNS} mutated tokens none is accepted that the library refuses, and all ways to ask agree`, {
  timeout: 60_000 + RUNS * 20,
}, async () => {
  const tally: Tally = { problems: [], beyond: new Set(), codes: new Map() };
  for (let run = 0; run < RUNS && tally.problems.length < 20; run++) await fuzz(tally, run);
  expect(tally.problems).toEqual([]);
  // Each reason on the list is one that was met: an entry that nothing needs would hide a mistake.
  expect([...tally.beyond].sort()).toEqual(Object.keys(REFUSED_BEYOND).sort());
  // The tokens are neither all bad nor all bad in the same way.
  expect(tally.codes.get("accepted")).toBeGreaterThan(RUNS / 20);
  for (const [code, count] of tally.codes) expect([code, count < RUNS / 2]).toEqual([code, true]);
});

test("the tokens to start from are accepted by all, but for the ID token", async () => {
  const judged = await Promise.all(BASES.map(({ token }) => judge(token)));
  expect(judged.flatMap(({ problems }) => problems)).toEqual([]);
  expect(judged.map(({ code }) => code)).toEqual([...BASES.slice(1).map(() => "accepted"), "ID_TOKEN"]);
});

test("the library is on the web indeed: it cannot verify at once there", async () => {
  const { decomposeUnverifiedJwt } = await import("aws-jwt-verify/jwt");
  const { JwtVerifier } = await import("aws-jwt-verify/jwt-verifier");
  const token = tokenWith();
  expect(decomposeUnverifiedJwt(token).header.alg).toBe("RS256");
  const verifier = JwtVerifier.create({
    issuer: null,
    audience: null,
    jwksUri: "https://pinned.invalid/jwks",
  });
  verifier.cacheJwks(JWKS as Parameters<typeof verifier.cacheJwks>[0]);
  expect(() => verifier.verifySync(token)).toThrow(/not supported/);
});
