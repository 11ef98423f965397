// What does a pool publish?

import { area } from "../behaviour.ts";
import type { JsonRecord } from "../json.ts";
import type { ParityWorld } from "../world.ts";

const OIDC = "Amazon Cognito user pools as an OIDC issuer";

async function document(world: ParityWorld, name: string): Promise<JsonRecord> {
  const response = await fetch(`${world.target.issuer}/.well-known/${name}`);
  return (await response.json()) as JsonRecord;
}

export const DOCUMENTS = area("published documents", [
  {
    id: "key-set",
    behaviour: "the key set has two RSA keys for RS256 signatures, and nothing secret",
    source: OIDC,
    certainty: "documented",
    needs: [],
    expected: [
      { alg: "RS256", kty: "RSA", members: "alg e kid kty n use", use: "sig" },
      { alg: "RS256", kty: "RSA", members: "alg e kid kty n use", use: "sig" },
    ],
    observe: async (world) => {
      const { keys } = (await document(world, "jwks.json")) as { readonly keys: readonly JsonRecord[] };
      return keys.map((key) => ({
        alg: key.alg ?? null,
        kty: key.kty ?? null,
        members: Object.keys(key).sort().join(" "),
        use: key.use ?? null,
      }));
    },
  },
  {
    id: "discovery-issuer",
    behaviour: "the discovery document names the issuer that it is served under, and its key set",
    source: "OpenID Connect Discovery 1.0, section 4.3",
    certainty: "documented",
    needs: [],
    expected: { issuer: "its own", jwks_uri: "under the issuer" },
    observe: async (world) => {
      const { issuer, jwks_uri } = await document(world, "openid-configuration");
      return {
        issuer: issuer === world.target.issuer ? "its own" : "another",
        jwks_uri: String(jwks_uri).startsWith(`${issuer}/`) ? "under the issuer" : "elsewhere",
      };
    },
  },
]);
