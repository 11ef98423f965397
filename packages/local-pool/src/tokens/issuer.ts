// Who issues the tokens of a local pool? The only place that builds the issuer: tokens, discovery and `pool.issuer` read it.

/** The issuer of a local pool. `endpoint` has no trailing slash. */
export function localIssuer(endpoint: string, userPoolId: string): string {
  return `${endpoint}/${userPoolId}`;
}
