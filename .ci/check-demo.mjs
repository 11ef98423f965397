// Does `pnpm demo --json` tell the truth? Verifies every printed token against the printed key set, and what was answered.
// Reads the document from standard input. It knows JWTs and RFC 6750, nothing of this project's code.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { createLocalJWKSet, jwtVerify } from "jose";

/** What the run of each persona must show. */
const EXPECTED = {
  alice: { tokens: ["id", "access"], statuses: [200] },
  bob: { tokens: ["id", "access"], statuses: [200, 403] },
  carol: { tokens: [], statuses: [] },
  partner: { tokens: ["access"], statuses: [200, 403] },
};

const TOKENS = { id: "idToken", access: "accessToken" };

/**
 * What is wrong with the document of a demo; nothing where it holds.
 *
 * @param {{ policyHash: string, issuer: string, jwks: { keys: object[] }, runs: object[] }} document
 * @returns {Promise<string[]>}
 */
export async function demoProblems(document) {
  const { policyHash, issuer, jwks, runs } = document;
  const problems = [];
  if (!/^[0-9a-f]{12}$/.test(policyHash)) problems.push("policyHash is not 12 hex digits");
  for (const persona of Object.keys(EXPECTED))
    if (!runs.some((run) => run.persona === persona)) problems.push(`${persona} has no run`);
  const keySet = createLocalJWKSet(jwks);
  for (const [index, run] of runs.entries()) {
    const found = [
      ...(await tokenProblems(run, { issuer, keySet })),
      ...addedProblems(run),
      ...callProblems(run),
    ];
    problems.push(...found.map((problem) => `run ${index} (${run.persona}): ${problem}`));
  }
  return problems;
}

async function tokenProblems(run, { issuer, keySet }) {
  const problems = [];
  const { tokens } = EXPECTED[run.persona] ?? { tokens: Object.keys(TOKENS) };
  if (tokens.length === 0 && typeof run.denied !== "string") problems.push("is not denied with a reason");
  if (tokens.length > 0 && run.denied !== undefined) problems.push("is denied");
  for (const [use, member] of Object.entries(TOKENS)) {
    const token = run[member];
    if ((token !== undefined) !== tokens.includes(use))
      problems.push(`has ${token ? "an" : "no"} ${use} token`);
    if (token === undefined) continue;
    problems.push(...(await oneTokenProblems(token, use, { issuer, keySet })));
  }
  if (run.idToken && run.idToken.header.kid === run.accessToken?.header.kid)
    problems.push("its two tokens are signed by the same key");
  return problems;
}

async function oneTokenProblems({ raw, header, payload }, use, { issuer, keySet }) {
  try {
    const verified = await jwtVerify(raw, keySet, { issuer, algorithms: ["RS256"] });
    return [
      ...(isDeepStrictEqual({ ...verified.protectedHeader }, header)
        ? []
        : [`the ${use} token's header is another one`]),
      ...(isDeepStrictEqual(verified.payload, payload) ? [] : [`the ${use} token's payload is another one`]),
      ...(verified.payload.token_use === use ? [] : [`the ${use} token's token_use is another one`]),
    ];
  } catch (error) {
    return [`the ${use} token does not verify: ${error.code}`];
  }
}

/** Whatever is said to be added is a claim, a scope or a group of the token that it was added to. */
function addedProblems(run) {
  return (run.added ?? []).flatMap(({ token, name, why }) => {
    const payload = run[TOKENS[token]]?.payload ?? {};
    const names = [
      ...Object.keys(payload),
      ...(payload.scope ?? "").split(" "),
      ...(payload["cognito:groups"] ?? []),
    ];
    if (!names.includes(name)) return [`${name} is said to be added to the ${token} token and is not on it`];
    return typeof why === "string" && why !== "" ? [] : [`${name} is added without a reason`];
  });
}

function callProblems(run) {
  const { calls = [], accessToken } = run;
  const { tokens, statuses } = EXPECTED[run.persona] ?? { tokens: [], statuses: [] };
  const problems = calls.flatMap((call) => callProblem(call, accessToken) ?? []);
  const seen = new Set(calls.filter(({ token }) => token === "access").map(({ status }) => status));
  for (const status of statuses)
    if (!seen.has(status)) problems.push(`no call with its access token ended in ${status}`);
  if (tokens.includes("id") && !calls.some(({ token }) => token === "id"))
    problems.push("no call was made with its ID token");
  if (tokens.length === 0 && calls.length > 0) problems.push("calls were made without a token");
  return problems;
}

/** An ID token is refused as one; an access token is let through, or told which scope it lacks. (RFC 6750, section 3) */
function callProblem({ route, token, status, wwwAuthenticate = "" }, accessToken) {
  const call = `${route} with the ${token} token`;
  if (token === "id") {
    if (status !== 401) return `${call} ended in ${status}, not 401`;
    return /error="invalid_token"/.test(wwwAuthenticate) ? undefined : `${call} names no reason`;
  }
  if (status === 200) return undefined;
  if (status !== 403) return `${call} ended in ${status}, neither 200 nor 403`;
  if (!/error="insufficient_scope"/.test(wwwAuthenticate)) return `${call} names no reason`;
  const demanded = /scope="([^"]*)"/.exec(wwwAuthenticate)?.[1]?.split(" ") ?? [];
  const carried = (accessToken?.payload.scope ?? "").split(" ");
  if (demanded.length > 0 && demanded.every((scope) => carried.includes(scope)))
    return `${call} ended in 403, although the token carries what is demanded`;
  return undefined;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const document = JSON.parse(readFileSync(0, "utf8"));
  const problems = await demoProblems(document);
  for (const problem of problems) console.error(problem);
  const tokens = document.runs.flatMap(({ idToken, accessToken }) => [idToken, accessToken]).filter(Boolean);
  const calls = document.runs.flatMap((run) => run.calls ?? []);
  console.log(`${tokens.length} tokens and ${calls.length} calls checked, ${problems.length} problems`);
  process.exitCode = problems.length === 0 && tokens.length > 0 ? 0 : 1;
}
