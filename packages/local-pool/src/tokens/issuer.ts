// Who issues the tokens of a local pool? The only place that builds the issuer: tokens, discovery and `pool.issuer` read it.
import type { IssuerForm } from "@claimsmith/cognito-model";

/** On AWS the two forms differ by host; here, where there is one host, by path. */
const PATHS: Readonly<Record<IssuerForm, string>> = { original: "", updated: "/issuer-cognito-idp" };

/** The issuer of a local pool. `endpoint` has no trailing slash. */
export function localIssuer(endpoint: string, userPoolId: string, form: IssuerForm): string {
  return `${endpoint}${PATHS[form]}/${userPoolId}`;
}

/** Where the documents of both forms are served, as route patterns: like on AWS, both answer whatever the pool uses. */
export const ISSUER_PATHS: readonly string[] = Object.values(PATHS).map((path) => `${path}/:userPoolId`);
