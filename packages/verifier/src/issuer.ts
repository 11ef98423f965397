// Which issuer does a verifier trust, given a pool and perhaps an issuer in so many words?
import { type IssuerForm, issuerOf, USER_POOL_ID } from "@claimsmith/cognito-model";
import type { ConfigurationIssue } from "./errors.ts";

/** The hosts that plain http may be spoken with: this machine only. (RFC 8252, section 7.3) */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** True for an issuer that is reached by plain http. Only a loopback issuer may be. */
export function isPlainHttp(issuer: string): boolean {
  return issuer.startsWith("http://");
}

const FORMS: ReadonlySet<unknown> = new Set<IssuerForm>(["original", "updated"]);

/** The issuer that tokens must name, to the letter: the given URL, or the form for the pool on AWS. */
export function trustedIssuer(userPoolId: string | null, issuer = "original"): string {
  return FORMS.has(issuer) ? issuerOf(userPoolId ?? "", issuer as IssuerForm) : issuer;
}

/** What is wrong with the pool id and the issuer of the options. */
export function issuerIssues(userPoolId: unknown, issuer: unknown): readonly ConfigurationIssue[] {
  const isForm = issuer === undefined || (userPoolId !== null && FORMS.has(issuer));
  return [...poolIssues(userPoolId, issuer), ...(isForm ? [] : formIssues(userPoolId, issuer))];
}

function poolIssues(userPoolId: unknown, issuer: unknown): readonly ConfigurationIssue[] {
  if (userPoolId === null) {
    return issuer === undefined
      ? [{ path: "issuer", expected: "an issuer, since there is no user pool id" }]
      : [];
  }
  const { pattern, expected } = USER_POOL_ID;
  const holds = typeof userPoolId === "string" && pattern.test(userPoolId);
  return holds ? [] : [{ path: "userPoolId", expected: `${expected}, or null beside an issuer` }];
}

function formIssues(userPoolId: unknown, issuer: unknown): readonly ConfigurationIssue[] {
  const path = "issuer";
  const url = typeof issuer === "string" ? parseUrl(issuer) : undefined;
  if (url === undefined || url.href.replace(/\/$/, "") !== issuer) {
    return [{ path, expected: "an absolute URL in its normal form, without a slash at the end" }];
  }
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    return [{ path, expected: "a URL without credentials, query and fragment" }];
  }
  if (url.protocol !== "https:" && !(url.protocol === "http:" && LOOPBACK.test(url.hostname))) {
    return [{ path, expected: "https, or http to localhost, 127.0.0.1 or [::1]" }];
  }
  if (typeof userPoolId === "string" && !url.pathname.endsWith(`/${userPoolId}`)) {
    return [{ path, expected: "the issuer of this very user pool: it ends in the pool's id" }];
  }
  return [];
}

function parseUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
