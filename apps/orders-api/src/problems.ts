// What goes wrong in this API beside refused tokens? Every failure as a row, and the problem document that says it. (RFC 9457)

/** One failure: its HTTP status and a fixed text. */
interface ProblemRow {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 500 | 503;
  readonly text: string;
}

/** Every failure by its code. */
export const PROBLEMS = {
  INPUT_INVALID: { status: 400, text: "the input does not fit; the list of errors says where" },
  NOT_OWNER: { status: 403, text: "only who placed the order, or a member of ADMINS, may do this" },
  ROUTE_UNKNOWN: { status: 404, text: "there is no such route; see /openapi.json" },
  ORDER_UNKNOWN: { status: 404, text: "there is no such order in the caller's company" },
  ORDER_EXISTS: { status: 409, text: "an order with this id exists already; send the request again" },
  EMAIL_MISSING: { status: 409, text: "the user pool has no e-mail address of the caller; add one" },
  BODY_TOO_LARGE: { status: 413, text: "the body is larger than the 65536 bytes that are read" },
  MEDIA_TYPE_UNSUPPORTED: { status: 415, text: "expected a body of the type application/json" },
  UNEXPECTED_FAILURE: { status: 500, text: "something failed here; the log has more under the request id" },
  STORAGE_UNAVAILABLE: { status: 503, text: "the orders cannot be reached now; try again later" },
} as const satisfies Record<string, ProblemRow>;

/** The code of a failure of this API. */
export type ProblemCode = keyof typeof PROBLEMS;

/** One part of an input that does not fit. What came is never repeated. */
export interface InputIssue {
  /** Like `quantity`; empty for the whole. */
  readonly path: string;
  /** Completes the sentence "expected …". */
  readonly expected: string;
}

/** A failure to answer with. Nothing in it comes from a caller, a token or the storage. */
export class OrdersError extends Error {
  override readonly name = "OrdersError";
  readonly code: ProblemCode;
  readonly status: ProblemRow["status"];
  /** With `INPUT_INVALID`: everything that does not fit. */
  readonly issues?: readonly InputIssue[];

  constructor(
    code: ProblemCode,
    { issues, cause }: { issues?: readonly InputIssue[]; cause?: unknown } = {},
  ) {
    const { status, text } = PROBLEMS[code];
    // The name alone: a message of the AWS SDK may hold a host.
    super(text, cause instanceof Error ? { cause: { name: cause.name } } : undefined);
    this.code = code;
    this.status = status;
    if (issues !== undefined) this.issues = issues;
  }
}

/** What callers are shown of an error: status, code, text. */
export interface ShownFailure {
  readonly status: number;
  readonly code: string;
  readonly text: string;
  readonly issues?: readonly InputIssue[];
}

const SHOWN_NAMES: ReadonlySet<string> = new Set(["OrdersError", "ProfileError"]);

/** The failure that an error is to callers; of errors that are not ours nothing but that there was one. */
export function shownFailure(error: unknown): ShownFailure {
  const isOurs = error instanceof Error && SHOWN_NAMES.has(error.name);
  const { code, status, message, issues } = (
    isOurs ? error : new OrdersError("UNEXPECTED_FAILURE")
  ) as OrdersError;
  return { code, status, text: message, ...(issues !== undefined && { issues }) };
}

/** The name of the error behind a failure, for the log; its message may hold anything, and stays out. */
export function nameBehind(error: unknown): string {
  const { cause } = error as { readonly cause?: { readonly name?: unknown } };
  if (typeof cause?.name === "string") return cause.name;
  return error instanceof Error ? error.name : typeof error;
}

/** The reason phrases of RFC 9110, section 15, which `about:blank` asks for as titles. */
const TITLES: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  409: "Conflict",
  413: "Content Too Large",
  415: "Unsupported Media Type",
  500: "Internal Server Error",
  503: "Service Unavailable",
};

/** How long a caller should wait after 503, in seconds. */
const RETRY_AFTER_SECONDS = 10;

/** The answer to a failed request, as a problem document. Never stored. (RFC 9457) */
export function problemResponse({ status, code, text, issues }: ShownFailure): Response {
  const body = {
    type: "about:blank",
    title: TITLES[status],
    status,
    detail: text,
    code,
    ...(issues !== undefined && { errors: issues }),
  };
  const headers = {
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    ...(status === 503 && { "retry-after": String(RETRY_AFTER_SECONDS) }),
  };
  return new Response(JSON.stringify(body), { status, headers });
}
