// What does the pool publish about itself? (OpenID Connect Discovery 1.0, section 3; AWS: OIDC issuer)
import { jwksUriOf, SYSTEM_SCOPES } from "@claimsmith/cognito-model";
import type { Pool } from "../cloud/cloud.ts";
import { GRANT_TYPES } from "../oauth/token-endpoint.ts";

/** The discovery document: only endpoints that are served. `code_challenge_methods_supported` is left out, as AWS does. */
export function discovery({ issuer, cloud: { endpoint } }: Pool): object {
  return {
    issuer,
    jwks_uri: jwksUriOf(issuer),
    authorization_endpoint: `${endpoint}/oauth2/authorize`,
    token_endpoint: `${endpoint}/oauth2/token`,
    userinfo_endpoint: `${endpoint}/oauth2/userInfo`,
    revocation_endpoint: `${endpoint}/oauth2/revoke`,
    end_session_endpoint: `${endpoint}/logout`,
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    grant_types_supported: [...GRANT_TYPES, "implicit"],
    response_types_supported: ["code", "token"],
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
