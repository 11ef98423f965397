// If the token names an audience, is it the token's own client? A trigger can set no other value. (AWS: Pre token generation Lambda trigger)
import type { Check } from "./check.ts";

/** A token bound to another resource (RFC 8707) is for that resource. */
export const audience: Check = ({ payload }) =>
  payload.aud === undefined || payload.aud === payload.client_id ? undefined : { code: "AUDIENCE_MISMATCH" };
