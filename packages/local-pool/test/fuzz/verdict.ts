// What may an answer be? Documented, of the endpoint's own kind, and with nothing in it that was not meant for the caller.
import { COGNITO_ERRORS, OAUTH_ERRORS } from "../../src/errors.ts";
import { LAMBDA_ERRORS } from "../../src/lambda/lambda-error.ts";
import { CLIENT_IDS } from "../world/blueprint.ts";
import { PASSWORD } from "../world/world.ts";
import { CANARY } from "./hostile-values.ts";
import type { Known } from "./pool.ts";
import type { FuzzRequest, Surface } from "./request.ts";
import { CALLBACKS, SIGN_OUTS, TEMPORARY_PASSWORD } from "./right-values.ts";
import type { Answer } from "./send.ts";

/** Why an answer is wrong, or nothing. */
type Verdict = string | undefined;
type Judge = (answer: Answer, request: FuzzRequest) => Verdict;

const JUDGES: Readonly<Record<Surface, Judge>> = {
  cognito: cognitoAnswer,
  page: pageAnswer,
  token: oauthAnswer([200]),
  userInfo: oauthAnswer([200]),
  revoke: oauthAnswer([200]),
  published: ({ status, text }) => (status === 200 ? asObject(text) : "expected a document or 404"),
  outbox: ({ status, text }) => (status === 200 ? asObject(text) : "expected the outbox or 404"),
  lambda: lambdaAnswer,
  elsewhere: (answer, request) => {
    const judges: readonly Judge[] = [cognitoAnswer, pageAnswer, lambdaAnswer];
    return judges.every((judge) => judge(answer, request) !== undefined)
      ? "expected 404, or the answer of some endpoint"
      : undefined;
  },
};

/** What Node's own parser answers: to headers of more than 16 KiB, to expectations that it does not know, to what is no HTTP. */
const OF_THE_PARSER: ReadonlySet<number> = new Set([400, 417, 431]);

/** What is wrong with an answer. */
export function verdictOn(answer: Answer, request: FuzzRequest, known: Known): Verdict {
  const { status, text } = answer;
  if (status >= 500) return `status ${status}`;
  const leak = leakIn(answer, request, known);
  if (leak !== undefined) return leak;
  if (request.method === "HEAD" && text === "") return undefined;
  if (OF_THE_PARSER.has(status) && text === "")
    return isStrange(request) ? undefined : `status ${status} without a body`;
  if (status === 404 || status === 421) return refusal(answer, request);
  if (request.method === "OPTIONS" && status === 204) return undefined;
  return JUDGES[request.surface](answer, request);
}

function isStrange({ headers, target }: FuzzRequest): boolean {
  const size = headers.reduce((sum, [name, value]) => sum + name.length + value.length, target.length);
  return (
    size > 5_000 ||
    !/^\/(?![/\\])/.test(target) ||
    headers.some(([name]) => ["host", "expect", "transfer-encoding"].includes(name))
  );
}

function refusal({ status, text, headers }: Answer, request: FuzzRequest): Verdict {
  if (status === 421 && !request.headers.some(([name]) => name === "host"))
    return "421 for this machine's own name";
  if (headers.has("x-amzn-errortype") && request.surface !== "cognito") return undefined;
  return typeof parsed(text)?.message === "string" ? undefined : `status ${status} without a message`;
}

function cognitoAnswer({ status, text, headers }: Answer): Verdict {
  const body = parsed(text);
  if (body === undefined) return "expected a JSON object";
  if (headers.get("content-type") !== "application/x-amz-json-1.1")
    return "expected content-type application/x-amz-json-1.1";
  if (status === 200) return undefined;
  const { __type: type, message, ...more } = body;
  const row = Object.entries(COGNITO_ERRORS).find(([name]) => name === type)?.[1];
  if (row?.status !== status || row.category === "internal")
    return `${status} ${String(type)} is no documented error`;
  if (headers.get("x-amzn-errortype") !== `${String(type)}:`) return "expected the header x-amzn-errortype";
  return Object.keys(more).length > 0 ? "expected __type and message alone" : messageVerdict(message);
}

function lambdaAnswer({ status, text, headers }: Answer): Verdict {
  const type = headers.get("x-amzn-errortype");
  if (type === undefined)
    return [200, 201, 202, 204].includes(status) ? undefined : `status ${status} without a name`;
  const row = Object.entries(LAMBDA_ERRORS).find(([name]) => name === type)?.[1];
  if (row?.[1] !== status) return `${status} ${type} is no documented error`;
  return messageVerdict(parsed(text)?.message);
}

function oauthAnswer(right: readonly number[]): Judge {
  return ({ status, text }) => {
    if (right.includes(status)) return text === "" ? undefined : asObject(text);
    const { error, error_description: description } = parsed(text) ?? {};
    const expected = Object.entries(OAUTH_ERRORS).find(([name]) => name === error)?.[1];
    return expected === status
      ? messageVerdict(description)
      : `${status} ${String(error)} is no documented error`;
  };
}

const LANDINGS = [...CALLBACKS, ...SIGN_OUTS].map((url) => new URL(url).href);

function pageAnswer({ status, text, headers }: Answer): Verdict {
  const location = headers.get("location");
  if (status === 302 && location !== undefined) {
    const url = new URL(location, "http://localhost/");
    const error =
      (url.searchParams.get("error") ?? new URLSearchParams(url.hash.slice(1)).get("error")) || undefined;
    if (error !== undefined && (!Object.hasOwn(OAUTH_ERRORS, error) || error === "server_error"))
      return `redirected with ${error}`;
    const isKnown =
      LANDINGS.some((landing) => url.href.startsWith(landing)) ||
      url.href.startsWith("http://localhost/login");
    return isKnown ? undefined : `redirected to ${location.slice(0, 80)}`;
  }
  if (status !== 200 && status !== 400) return `status ${status}`;
  if (headers.get("content-type") !== "text/html; charset=utf-8") return "expected a page";
  return /<(script|img|iframe|svg)/i.test(text) ? "the page has an element of somebody else" : undefined;
}

function messageVerdict(message: unknown): Verdict {
  if (typeof message !== "string" || message === "") return "expected a message";
  if (/[\p{Cc}]/u.test(message)) return "expected a message of one line";
  return message.length > 8_000 ? "expected a short message" : undefined;
}

const INSIDES =
  /\n\s+at |node_modules|file:\/\/|node:internal|\.[cm]?[jt]s:\d|\bundici\b|is not a function|Cannot read prop/;

/** What of the inside, or of the request's own secrets, came out. A page gives the form back as it was typed. */
function leakIn({ status, headers, text }: Answer, { surface }: FuzzRequest, known: Known): Verdict {
  const head = [...headers].map((pair) => pair.join(": ")).join("\n");
  if (status < 400) return undefined;
  if (INSIDES.test(text) || INSIDES.test(head)) return "the inside shows";
  if (surface === "page") return undefined;
  // The names of functions and attributes are no secrets: AWS, too, says which one it does not know.
  const rest = text.replaceAll(/:function:[\w-]+(:[\w$-]+)?|conform to the schema: \S{1,32}: /g, "");
  return secretIn(`${head}\n${rest}`, known);
}

const SECRETS = [
  PASSWORD,
  TEMPORARY_PASSWORD,
  CLIENT_IDS.server.clientSecret,
  CLIENT_IDS.batch.clientSecret,
  CANARY,
];
const SECRET_NAMES = [
  "Host",
  "AccessToken",
  "IdToken",
  "RefreshToken",
  "OpenToken",
  "Session",
  "PageSession",
  "AuthorizationCode",
  "Cookie",
  "FormToken",
  "SecretBlock",
];

function secretIn(text: string, known: Known): Verdict {
  const secret = SECRETS.find((value) => text.includes(value));
  if (secret !== undefined) return `${secret} came out`;
  const name = SECRET_NAMES.find((known_) => known[known_] && text.includes(known[known_] ?? ""));
  return name === undefined ? undefined : `the ${name} came out`;
}

/** What is wrong with a line of the log. */
export function lineVerdict(line: string, known: Known): Verdict {
  if (/ 5\d\d\b/.test(line)) return `a defect in the log: ${line}`;
  if (/[\p{Cc}]/u.test(line) || line.length > 300) return `expected one short line: ${line.slice(0, 300)}`;
  return INSIDES.test(line) ? "the inside shows in the log" : secretIn(line, known);
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function asObject(text: string): Verdict {
  return parsed(text) === undefined ? "expected a JSON object" : undefined;
}
