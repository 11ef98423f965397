// Was the token issued through a client that this API serves? All clients of a pool share issuer and keys.
import type { Check } from "./check.ts";

/** (AWS: Verifying JSON web tokens) */
export const client: Check = ({ payload, clientNames }) =>
  clientNames.has(payload.client_id) ? undefined : { code: "CLIENT_NOT_ALLOWED" };
