// What can a policy give or keep back? Each thing by its name, as a formula, and as it shows on real tokens.
import type { Claims, JsonValue, TokenKind } from "@claimsmith/cognito-model";
import type { Facts } from "../../evaluation/facts.ts";
import type { EffectAbout } from "../plan.ts";
import type { Formula } from "../solver/formulas.ts";
import type { IssuedTokens } from "../tokens/issued-tokens.ts";
import type { ClientTokens } from "./client-tokens.ts";

/** Something on a token that a policy decides about. */
export interface Effect {
  readonly about: Exclude<EffectAbout, "tokens" | "value">;
  readonly name: string;
  readonly token?: TokenKind;
}

/** The id of an effect for one client. */
export function effectId(
  {
    about,
    name,
    token,
  }: { readonly about: EffectAbout; readonly name: string; readonly token?: TokenKind | undefined },
  client: string,
): string {
  return [about, ...(token === undefined ? [] : [token]), ...(name === "" ? [] : [name]), client].join(":");
}

/** Every effect that a client's tokens can have under one of some policies. */
export function effectsOf(all: readonly ClientTokens[]): Effect[] {
  const distinct = new Map<string, Effect>();
  const add = (effect: Effect) => distinct.set(effectId(effect, ""), effect);
  for (const tokens of all) {
    for (const name of tokens.scopeNames) add({ about: "scope", name });
    const { kind, groups } = tokens.space;
    for (const token of kind === "user" ? (["id", "access"] as const) : (["access"] as const))
      for (const name of [...tokens.claimNames(token), ...tokens.attributeNames(token)])
        add({ about: "claim", token, name });
    if (kind === "machine") continue;
    for (const name of groups) add({ about: "group", name });
    for (const name of tokens.groups.roleNames) {
      add({ about: "role", name });
      add({ about: "preferredRole", name });
    }
  }
  return [...distinct.values()];
}

/** Where a token of the client has it. Of groups: any token. */
const FORMULAS: Readonly<Record<Effect["about"], (tokens: ClientTokens, effect: Effect) => Formula>> = {
  scope: (tokens, { name }) => tokens.hasScope(name),
  claim: (tokens, { name, token = "access" }) => tokens.claim(token, name).isThere,
  group: (tokens, { name }) => {
    const { formulas } = tokens.space;
    const shown = (["access", "id"] as const).map((token) => showsGroups(tokens, token));
    return formulas.all([tokens.groups.isIn(name), formulas.any(shown)]);
  },
  role: (tokens, { name }) => onIdToken(tokens, tokens.groups.hasRole(name)),
  preferredRole: (tokens, { name }) => onIdToken(tokens, tokens.groups.prefersRole(name)),
};

/** The worlds in which the tokens of a client have the effect, if any are issued. */
export function effectWorlds(tokens: ClientTokens, effect: Effect): Formula {
  return FORMULAS[effect.about](tokens, effect);
}

/** A machine is in no group, and rules about groups are none of its. */
function showsGroups(tokens: ClientTokens, token: TokenKind): Formula {
  const { formulas, kind } = tokens.space;
  if (kind === "machine") return formulas.FALSE;
  return formulas.all([tokens.hasToken(token), formulas.not(tokens.isSuppressed(token, "cognito:groups"))]);
}

function onIdToken(tokens: ClientTokens, role: Formula): Formula {
  return tokens.space.formulas.all([showsGroups(tokens, "id"), role]);
}

const listed = (value: JsonValue | undefined): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The ARN of a role: what a setting names is in the facts. */
function arnOf(name: string, { settings }: Facts): JsonValue | undefined {
  return name.startsWith("setting ") ? settings?.[name.slice("setting ".length)] : name;
}

const SHOWS: Readonly<
  Record<Effect["about"], (effect: Effect, access: Claims, id: Claims, facts: Facts) => boolean>
> = {
  scope: ({ name }, { scope }) => typeof scope === "string" && scope.split(" ").includes(name),
  claim: ({ name, token }, access, id) => Object.hasOwn(token === "id" ? id : access, name),
  group: ({ name }, ...tokens) =>
    tokens.slice(0, 2).some((claims) => listed((claims as Claims)["cognito:groups"]).includes(name)),
  role: ({ name }, _access, id, facts) => listed(id["cognito:roles"]).includes(arnOf(name, facts)),
  preferredRole: ({ name }, _access, id, facts) => id["cognito:preferred_role"] === arnOf(name, facts),
};

/** True where tokens that were issued for these facts have the effect. */
export function showsEffect(effect: Effect, tokens: IssuedTokens, facts: Facts): boolean {
  if (tokens.outcome === "refuse") return false;
  return SHOWS[effect.about](effect, tokens.accessToken, tokens.idToken ?? {}, facts);
}
