// Who issues a pool's tokens, and where are its keys? (AWS: Amazon Cognito user pools as an OIDC issuer)

/** The two forms of issuer that a pool can have: pin the one that the pool uses. */
export type IssuerForm = "original" | "updated";

const HOSTS: Readonly<Record<IssuerForm, string>> = {
  original: "cognito-idp",
  updated: "issuer-cognito-idp",
};

/** The issuer (`iss`) of a pool on AWS. The region is the part of the pool id before the underscore. */
export function issuerOf(userPoolId: string, form: IssuerForm = "original"): string {
  const region = userPoolId.slice(0, userPoolId.indexOf("_"));
  return `https://${HOSTS[form]}.${region}.amazonaws.com/${userPoolId}`;
}

/** Where an issuer publishes its keys. */
export function jwksUriOf(issuer: string): string {
  return `${issuer}/.well-known/jwks.json`;
}
