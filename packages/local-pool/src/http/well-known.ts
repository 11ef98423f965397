// What does the pool publish about itself? (OpenID Connect Discovery 1.0, section 3; AWS: OIDC issuer)
import { jwksUriOf, SYSTEM_SCOPES } from "@claimsmith/cognito-model";
import type { Pool } from "../cloud/cloud.ts";

/** The discovery document: only endpoints that are served. */
export function discovery(pool: Pool): object {
  return {
    issuer: pool.issuer,
    jwks_uri: jwksUriOf(pool.issuer),
    token_endpoint: `${pool.cloud.endpoint}/oauth2/token`,
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    grant_types_supported: ["client_credentials"],
    response_types_supported: [],
    scopes_supported: SYSTEM_SCOPES.filter((scope) => scope !== "aws.cognito.signin.user.admin"),
    subject_types_supported: ["public"],
    id_token_signing_alg_values_supported: ["RS256"],
  };
}

/** The public halves of the keys. */
export function jsonWebKeySet(pool: Pool): object {
  const { id, access } = pool.cloud.keyRing.of(pool.userPoolId);
  return { keys: [id.publicJwk, access.publicJwk] };
}
