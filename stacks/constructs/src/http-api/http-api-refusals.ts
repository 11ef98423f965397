// What is wrong with the arguments of an HTTP API? Everything that API Gateway would take, and that would not guard.
import { Token } from "cdktf";
import type { GuardedHttpApiOptions } from "../guarded-http-api.ts";
import type { Refusal } from "../refusal.ts";
import { isOrigin, isSafeUrl } from "./origins.ts";
import { routeRefusals } from "./route-refusals.ts";

/** Not adjustable. (API Gateway: Quotas for configuring and running an HTTP API) */
const MAX_AUDIENCE = 50;

/** Every refusal of the arguments. What is known only when it is deployed is not looked at. */
export function httpApiRefusals(options: GuardedHttpApiOptions): readonly Refusal[] {
  const { apiName, routes, allowedOrigins = [] } = options;
  return [
    ...apiNameRefusals(apiName),
    ...issuerRefusals(options),
    ...audienceRefusals(options),
    ...routeRefusals(routes),
    ...allowedOrigins.flatMap(originRefusals),
    ...throttlingRefusals(options),
  ];
}

/** An API's name is part of other names: a log group, roles, a permission. */
export function apiNameRefusals(apiName: string, maxLength = 64): readonly Refusal[] {
  if (/^[\w-]+$/.test(apiName) && apiName.length <= maxLength) return [];
  const text = `expected 1 to ${maxLength} letters, digits, - and _`;
  return [{ code: "API_NAME_INVALID", at: "apiName", text }];
}

function issuerRefusals({ issuer }: GuardedHttpApiOptions): readonly Refusal[] {
  if (Token.isUnresolved(issuer) || isSafeUrl(issuer)) return [];
  return [{ code: "ISSUER_INVALID", at: "issuer", text: "expected an https URL; http only on this machine" }];
}

function audienceRefusals({ audience }: GuardedHttpApiOptions): readonly Refusal[] {
  if (audience.length === 0 || audience.includes("")) {
    const text =
      "expected the ids of the clients whose tokens are taken: without them those of every client are";
    return [{ code: "AUDIENCE_MISSING", at: "audience", text }];
  }
  if (audience.length <= MAX_AUDIENCE) return [];
  const text = `expected at most ${MAX_AUDIENCE} client ids, the quota of an authorizer: give the API to fewer clients`;
  return [{ code: "AUDIENCE_TOO_LONG", at: "audience", text }];
}

function originRefusals(origin: string, index: number): readonly Refusal[] {
  if (isOrigin(origin)) return [];
  const text =
    "expected one origin like https://app.example.com, without path or wildcard; http only for localhost";
  return [{ code: "ORIGIN_INVALID", at: `allowedOrigins[${index}]`, text }];
}

/** 0 stops an API, which can be wanted. */
function throttlingRefusals({ throttling }: GuardedHttpApiOptions): readonly Refusal[] {
  return Object.entries({ ...throttling })
    .filter(([, value]) => !Number.isInteger(value) || value < 0)
    .map(([name]) => ({
      code: "THROTTLING_INVALID",
      at: `throttling.${name}`,
      text: "expected a whole number of requests, 0 or more",
    }));
}
