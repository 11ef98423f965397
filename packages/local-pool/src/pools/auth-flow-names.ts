// Does a client allow an authentication flow, whichever generation of names it was set up with? (AWS API Reference: CreateUserPoolClient, ExplicitAuthFlows)
import type { ClientRecord } from "./client.ts";

/** What clients of before `ALLOW_…` could always do, unless custom authentication was their only flow. */
const ALWAYS = ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"];

/** What an old name stands for. The two generations cannot be mixed in one client. */
const OLD_NAMES: ReadonlyMap<string, readonly string[]> = new Map([
  ["ADMIN_NO_SRP_AUTH", [...ALWAYS, "ALLOW_ADMIN_USER_PASSWORD_AUTH"]],
  ["CUSTOM_AUTH_FLOW_ONLY", ["ALLOW_CUSTOM_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]],
  ["USER_PASSWORD_AUTH", [...ALWAYS, "ALLOW_USER_PASSWORD_AUTH"]],
]);

/** True where the client allows a flow. `flow` is a name of today: `ALLOW_…`. */
export function allowsAuthFlow({ settings }: ClientRecord, flow: string): boolean {
  return settings.ExplicitAuthFlows.some((name) => (OLD_NAMES.get(name) ?? [name]).includes(flow));
}
