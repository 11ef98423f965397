// Entry of a bundle: an API that verifies its first token with aws-jwt-verify alone.
import { CognitoJwtVerifier } from "aws-jwt-verify";
import type { ColdEvent } from "./cold.ts";

/** Verifies the token of the event. */
export async function handler({ token, userPoolId, clients, jwks }: ColdEvent): Promise<string> {
  const clientId = Object.values(clients);
  const verifier = CognitoJwtVerifier.create({ userPoolId, clientId, tokenUse: "access" });
  verifier.cacheJwks(jwks as Parameters<typeof verifier.cacheJwks>[0]);
  return (await verifier.verify(token)).sub;
}
