// If the token names an audience, is it its own client, or this API? A trigger can set the one, resource binding the other.
import type { Check } from "./check.ts";

/** A token bound to another resource (RFC 8707) is for that resource. (AWS: Pre token generation Lambda trigger) */
export const audience: Check = ({ payload: { aud, client_id }, resources }) =>
  aud === undefined || aud === client_id || resources.has(aud) ? undefined : { code: "AUDIENCE_MISMATCH" };
