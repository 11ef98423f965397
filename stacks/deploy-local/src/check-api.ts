// Does the deployed API answer what a table of cases says?
import type { ApiCase, Bearer } from "./api-cases.ts";
import type { AwsClients } from "./aws-clients.ts";
import { expected, notAsExpected } from "./errors.ts";
import { type ApiAnswer, callApi } from "./http-api/call-api.ts";
import { readDeployedApi } from "./http-api/deployed-api.ts";

/** Tokens by who bears them: access tokens, but for `alice's ID token`. */
export type Bearers = Readonly<Partial<Record<Bearer, string>>>;

/** Ids of orders by the names that cases keep them under. */
export type KeptOrders = ReadonlyMap<string, string>;

/** What is asked, with which tokens. */
export interface Round {
  readonly cases: readonly ApiCase[];
  readonly bearers: Bearers;
  /** What earlier rounds kept. Default: nothing. */
  readonly kept?: KeptOrders;
}

/** The name of the HTTP API: policy and environment. */
const API_NAME = "orders-local";

/**
 * Sends the request of every case, one after the other; gives the orders that are kept now.
 * @throws DeployLocalError NOT_AS_EXPECTED with every case that was answered otherwise; no body is in its message
 */
export async function checkApi(clients: AwsClients, { cases, bearers, kept }: Round): Promise<KeptOrders> {
  const api = await readDeployedApi(clients, API_NAME);
  const orders = new Map(kept);
  const wrong: string[] = [];
  for (const row of cases) {
    const name = caseName(row);
    const asked = withIds(row, orders);
    const accessToken = row.bearer === "nobody" ? undefined : expected(bearers[row.bearer], row.bearer);
    const answer = await callApi(clients, api, {
      ...asked.request,
      ...(accessToken !== undefined && { accessToken }),
    });
    wrong.push(...differences(asked, answer).map((difference) => `${name}: ${difference}`));
    keep(row, answer, orders);
  }
  if (wrong.length > 0) throw notAsExpected(`expected ${wrong.join("; ")}`);
  return orders;
}

/**
 * HTTP status of `GET /orders` with an access token.
 * @throws DeployLocalError NOT_AS_EXPECTED where API Gateway would answer 500
 */
export async function listStatus(clients: AwsClients, accessToken: string): Promise<number> {
  const api = await readDeployedApi(clients, API_NAME);
  return (await callApi(clients, api, { method: "GET", path: "/orders", accessToken })).status;
}

/** True where everything of `part` is in `whole`: each member of an object; for each element of a list one that holds it. */
export function holds(whole: unknown, part: unknown): boolean {
  if (typeof part !== "object" || part === null) return whole === part;
  if (Array.isArray(part)) {
    return Array.isArray(whole) && part.every((each) => whole.some((other) => holds(other, each)));
  }
  if (typeof whole !== "object" || whole === null) return false;
  return Object.entries(part).every(([name, value]) =>
    holds((whole as Record<string, unknown>)[name], value),
  );
}

/** What was answered otherwise, without anything of what was answered but its status. */
function differences({ answer, shows, hides }: ApiCase, actual: ApiAnswer): readonly string[] {
  if (actual.status !== answer.status || actual.by !== answer.by) {
    return [`not ${actual.status} by the ${actual.by}`];
  }
  const { body = "" } = actual;
  return [
    ...(shows === undefined || holds(parsed(body), shows) ? [] : ["another body"]),
    ...(hides === undefined || !body.includes(hides) ? [] : ["a body without what is another company's"]),
  ];
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Names in `<…>` become ids. A name that nothing was kept under stays: it is no order's id. */
function withIds(row: ApiCase, orders: KeptOrders): ApiCase {
  const text = JSON.stringify(row).replace(/<([^<>]+)>/g, (whole, name: string) => orders.get(name) ?? whole);
  return JSON.parse(text) as ApiCase;
}

function keep({ keeps }: ApiCase, { body = "" }: ApiAnswer, orders: Map<string, string>): void {
  if (keeps === undefined) return;
  const id = keeps.at.reduce<unknown>(
    (value, name) => (value as Record<string, unknown>)?.[name],
    parsed(body),
  );
  if (typeof id === "string") orders.set(keeps.name, id);
}

function caseName({ request, bearer, answer }: ApiCase): string {
  const { query } = (request.body ?? {}) as { readonly query?: string };
  const what = `${request.method} ${request.path}${query === undefined ? "" : `: ${query}`}`;
  return `${answer.status} by the ${answer.by} for ${what}, by ${bearer}`;
}
