// How do the endpoints that browsers visit answer when something is wrong? Shown to the person until the client is known, then told to the client.
import type { Cloud } from "../cloud/cloud.ts";
import { asOAuthError, causeForLog, type OAuthError } from "../errors.ts";
import {
  type AuthorizationRequest,
  type RedirectTarget,
  readAuthorizationRequest,
  readTarget,
} from "./authorization-request.ts";
import { problemPage } from "./login-pages.ts";
import { redirectError } from "./redirect.ts";

/** Says more of an answer in its log line: nothing personal. */
export type Note = (text: string) => void;

/** Answers one visit of a browser with an authorization request. Never throws. */
export async function answerAuthorization(
  cloud: Cloud,
  request: Request,
  {
    name,
    answer,
  }: { name: string; answer: (authorization: AuthorizationRequest, note: Note) => Promise<Response> },
): Promise<Response> {
  const parameters = new URL(request.url).searchParams;
  let target: RedirectTarget | undefined;
  try {
    target = readTarget(cloud, parameters);
    const notes: string[] = [];
    const authorization = readAuthorizationRequest(target, parameters);
    const response = await answer(authorization, (text) => notes.push(text));
    cloud.log([name, response.status, ...notes].join(" "));
    return response;
  } catch (thrown) {
    const error = asOAuthError(thrown, "invalid_request");
    logRefusal(cloud, name, error);
    return target === undefined ? problemPage(error.status, error.message) : redirectError(target, error);
  }
}

/** One line: the endpoint, the error and what is behind it. */
export function logRefusal(cloud: Cloud, name: string, error: OAuthError): void {
  cloud.log(`${name} ${error.status} ${error.error}${causeForLog(error)}`);
}
