// Which known vulnerabilities of dependencies stop a change, and which were looked at and do not?

/** By where a dependency is used, the least severity that stops a change. Development dependencies see no input but ours. */
export const STOPS = { prod: "moderate", dev: "high" };

/** Severities as the registry names them, the least first. (npm: Bulk Advisory endpoint) */
export const SEVERITIES = ["info", "low", "moderate", "high", "critical"];

/**
 * Advisories that do not concern us. `why` says what an attacker would need and does not have; after `until` somebody looks again.
 *
 * @type {readonly { id: string, why: string, until: string }[]} `id` like `GHSA-xxxx-xxxx-xxxx`, `until` like `2027-06-30`
 */
export const ACCEPTED = [];
