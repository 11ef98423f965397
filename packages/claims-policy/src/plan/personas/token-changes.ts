// What is on a persona's tokens that was not, and the reverse?
import { type Claims, isReservedClaim, type JsonValue, type TokenKind } from "@claimsmith/cognito-model";
import type { TokenPreview } from "../../preview/preview-tokens.ts";
import { canonicalJson } from "../../snapshot/canonical-json.ts";
import { effectId } from "../effects/effect.ts";
import type { Direction, TokenChange } from "../plan.ts";
import { ruleBehind } from "./behind.ts";
import type { PersonaSides } from "./persona-plans.ts";

/** One persona's tokens under both policies; `undefined` where they cannot be had at all. */
export interface PreviewPair {
  readonly before: TokenPreview | undefined;
  readonly after: TokenPreview | undefined;
  readonly client: string;
  readonly sides: PersonaSides;
}

/** One thing that a token has, with its value where it is more than being there. */
export type Item = Pick<TokenChange, "about" | "token" | "name"> & {
  readonly value?: JsonValue;
  /** The claim whose presence it follows, where that is what changed. */
  readonly shownBy?: string;
};

/** Every difference, tokens themselves first, then by token. */
export function tokenChanges(pair: PreviewPair): TokenChange[] {
  const had = itemsOf(pair.before);
  const has = itemsOf(pair.after);
  const changes = [...new Set([...had.keys(), ...has.keys()])].flatMap((key): TokenChange[] => {
    const [before, after] = [had.get(key), has.get(key)];
    const item = after ?? before;
    if (item === undefined) return [];
    if (before === undefined) return [changeOf(pair, proofOf(item, had), "gained")];
    if (after === undefined) return [changeOf(pair, proofOf(item, has), "lost")];
    const isSame = canonicalJson(before.value ?? null) === canonicalJson(after.value ?? null);
    return isSame ? [] : [changeOf(pair, item, "changed", before)];
  });
  return changes;
}

/** A group that comes to one token and was on the other is no new group: this token shows its groups now. */
function proofOf(item: Item, others: ReadonlyMap<string, Item>): Item {
  const isShown = (["id", "access"] as const).some((token) => others.has(`group ${token} ${item.name}`));
  return item.about === "group" && isShown ? { ...item, shownBy: "cognito:groups" } : item;
}

/** What the tokens have that a policy can decide about. Of refused tokens, nothing. */
function itemsOf(preview: TokenPreview | undefined): ReadonlyMap<string, Item> {
  const items: Item[] = [];
  const tokens = preview?.after;
  if (tokens !== undefined) {
    items.push({ about: "tokens", name: "" });
    if (tokens.idToken !== undefined) items.push(...itemsOfToken("id", tokens.idToken.claims));
    items.push(...itemsOfToken("access", tokens.accessToken.claims));
  }
  return new Map(items.map((item) => [`${item.about} ${item.token} ${item.name}`, item]));
}

function itemsOfToken(token: TokenKind, claims: Claims): Item[] {
  const named = (about: Item["about"], value: JsonValue | undefined): Item[] =>
    (Array.isArray(value) ? value : []).map((name) => ({ about, token, name: String(name) }));
  const { scope } = claims;
  const preferred = claims["cognito:preferred_role"];
  const own = Object.entries(claims).filter(([name]) => !isReservedClaim(name));
  return [
    ...own.map(([name, value]): Item => ({ about: "claim", token, name, value })),
    ...(typeof scope === "string" ? named("scope", scope.split(" ")) : []),
    ...named("group", claims["cognito:groups"]),
    ...named("role", claims["cognito:roles"]),
    ...named("preferredRole", preferred === undefined ? [] : [preferred]),
  ];
}

function changeOf(pair: PreviewPair, item: Item, change: TokenChange["change"], before?: Item): TokenChange {
  const { value, about, name } = item;
  const id = proofId(item, change, pair.client);
  const rule = ruleBehind(pair, item, change);
  const was = change === "lost" ? value : before?.value;
  const is = change === "lost" ? undefined : value;
  return {
    id,
    about,
    ...(item.token !== undefined && { token: item.token }),
    name,
    change,
    direction: change === "changed" ? valueDirection(pair, id, [was, is]) : DIRECTIONS[change],
    ...(was !== undefined && { before: was }),
    ...(is !== undefined && { after: is }),
    ...(rule !== undefined && { rule }),
  };
}

/** The id of the proven effect. */
function proofId(
  { about, name, token, shownBy }: Item,
  change: TokenChange["change"],
  client: string,
): string {
  if (shownBy !== undefined) return effectId({ about: "claim", token, name: shownBy }, client);
  if (about !== "claim") return effectId({ about, name }, client);
  return effectId({ about: change === "changed" ? "value" : "claim", name, token }, client);
}

const DIRECTIONS = { gained: "widening", lost: "narrowing" } as const;

/** Another value widens where nobody could have it before, and narrows where nobody can have the old one any more. */
function valueDirection(
  { sides }: PreviewPair,
  id: string,
  [before, after]: readonly (JsonValue | undefined)[],
): Direction {
  const among = (direction: Direction, value: JsonValue | undefined) =>
    sides.effects.some(
      (effect) =>
        effect.id === id &&
        effect.direction === direction &&
        effect.values?.some((each) => canonicalJson(each) === canonicalJson(value ?? null)),
    );
  if (among("widening", after)) return "widening";
  return among("narrowing", before) ? "narrowing" : "changed";
}
