// What may the page load, and whom may it talk to? (W3C: Content Security Policy Level 3)
import { connectedOrigins } from "../src/settings/connections.ts";
import type { LabSettings } from "../src/settings/settings.ts";

/** The value of `content-security-policy` for the page with these settings. Nothing inline, nothing from elsewhere, no frame. */
export function contentSecurityPolicy(settings: LabSettings): string {
  const directives: readonly (readonly [string, ...string[]])[] = [
    ["default-src", "'none'"],
    ["script-src", "'self'"],
    ["style-src", "'self'"],
    ["worker-src", "'self'"],
    ["img-src", "'self'", "data:"],
    ["connect-src", "'self'", ...connectedOrigins(settings)],
    ["base-uri", "'none'"],
    ["form-action", "'none'"],
    ["frame-ancestors", "'none'"],
    ["object-src", "'none'"],
  ];
  return directives.map((directive) => directive.join(" ")).join("; ");
}
