// What does the API answer to each token? One row a call: the access token passes, the ID token does not.
import { SmokeError } from "./errors.ts";
import type { Tokens } from "./sign-in.ts";

/** One call of `GET /orders`. */
export interface ApiCall {
  readonly with: string;
  readonly token: (tokens: Tokens) => string | undefined;
  /** Statuses that are right. */
  readonly statuses: readonly number[];
}

/**
 * An ID token has no scopes. API Gateway looks at them first and answers 403, so the API's own 401 shows where no gateway stands
 * before it. (API Gateway: Control access to HTTP APIs with JWT authorizers)
 */
export const API_CALLS: readonly ApiCall[] = [
  { with: "the access token", token: ({ accessToken }) => accessToken, statuses: [200] },
  { with: "the ID token", token: ({ idToken }) => idToken, statuses: [401, 403] },
  { with: "no token", token: () => undefined, statuses: [401] },
];

/** A gateway that answers nothing is as broken as one that answers wrongly. */
const TIMEOUT_MS = 30_000;

/**
 * Calls `GET /orders` once for each row; gives the statuses, in the order of the rows.
 * @throws SmokeError API_ANSWER at the first that is wrong
 */
export async function checkApi(apiUrl: string, tokens: Tokens): Promise<readonly number[]> {
  const statuses: number[] = [];
  for (const call of API_CALLS) {
    const status = await statusOf(`${apiUrl}/orders`, call.token(tokens));
    if (!call.statuses.includes(status)) {
      const wanted = call.statuses.join(" or ");
      throw new SmokeError(
        "API_ANSWER",
        `expected ${wanted} for GET /orders with ${call.with}, received ${status}`,
      );
    }
    statuses.push(status);
  }
  return statuses;
}

async function statusOf(url: string, token: string | undefined): Promise<number> {
  try {
    const response = await fetch(url, {
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.status;
  } catch (cause) {
    throw new SmokeError("API_ANSWER", "expected an answer of the API, received none", { cause });
  }
}
