// Which function does a pool need so that its events can be seen and its answers be tried?

/** The claim under which the probe shows the event that it got. */
export const PROBE_CLAIM = "claimsmith_probe";

/** The attribute that tells the probe what to answer for a user: `claimsmith-probe:NAME`. */
export const PROBE_ATTRIBUTE = "profile";

/** The value of {@link PROBE_ATTRIBUTE} that asks for an answer of the probe. */
export function probeInstruction(name: string): string {
  return `claimsmith-probe:${name}`;
}

/**
 * The source of the probe, for a Pre Token Generation trigger of any version: one CommonJS file, handler `index.handler`. It shows
 * each event as a claim (so a token of a pool with the probe shows all that the trigger knows of its user: it is for test pools
 * alone), and answers as the user's `profile` says.
 */
export const PROBE_SOURCE = `"use strict";
// Claimsmith's probe: shows the Pre Token Generation event as a claim. For test pools alone.
const ANSWERS = {
  "throw": () => { throw new Error("probe denied"); },
  "string": () => "not an event",
  "nothing": () => undefined,
  "slow": (event) => new Promise((resolve) => setTimeout(() => resolve(event), 8000)),
  "unchanged": (event) => event,
  "null-response": (event) => ({ ...event, response: null }),
  "other-container": (event) => ({ ...event, response: event.version === "1"
    ? { claimsAndScopeOverrideDetails: { idTokenGeneration: { claimsToAddOrOverride: { probe: "other" } } } }
    : { claimsOverrideDetails: { claimsToAddOrOverride: { probe: "other" } } } }),
  "reserved": (event) => answer(event, { add: { sub: "x", iss: "x", client_id: "x", token_use: "x", exp: 1, probe: "set" } }),
  "suppress-reserved": (event) => answer(event, { suppress: ["sub", "iss", "exp", "client_id", "token_use", "jti"] }),
  "complex": (event) => answer(event, { add: { text: "t", number: 7, flag: true, list: ["a", 1, false], object: { a: { b: [1] } } } }),
  "suppress-wins": (event) => answer(event, { add: { probe: "added" }, suppress: ["probe"] }),
  "null-claim": (event) => answer(event, { add: { probe: null } }),
  "other-audience": (event) => answer(event, { add: { aud: "https://other.example" } }),
  "own-audience": (event) => answer(event, { add: { aud: event.callerContext.clientId } }),
  "scopes": (event) => answer(event, { scopesToAdd: ["probe/added", "unregistered.scope"], scopesToSuppress: ["aws.cognito.signin.user.admin"] }),
  "no-groups": (event) => answer(event, {}, {}),
  "invented-group": (event) => answer(event, {}, { groupsToOverride: ["invented"] }),
};
function answer(event, change, groups) {
  const claims = { claimsToAddOrOverride: change.add || {}, claimsToSuppress: change.suppress || [] };
  const groupPart = groups === undefined ? {} : { groupOverrideDetails: groups };
  event.response = event.version === "1"
    ? { claimsOverrideDetails: { ...claims, ...groupPart } }
    : { claimsAndScopeOverrideDetails: { idTokenGeneration: claims, accessTokenGeneration: {
        ...claims, scopesToAdd: change.scopesToAdd || [], scopesToSuppress: change.scopesToSuppress || [] }, ...groupPart } };
  return event;
}
function shown(event) {
  const copy = JSON.parse(JSON.stringify(event));
  return JSON.stringify(copy);
}
exports.handler = async (event) => {
  const attributes = event.request.userAttributes || {};
  const [, name] = /^claimsmith-probe:(.+)$/.exec(attributes.${PROBE_ATTRIBUTE} || "") || [];
  if (name !== undefined) return ANSWERS[name](event);
  const add = { ${PROBE_CLAIM}: shown(event) };
  return answer(event, { add });
};
`;
