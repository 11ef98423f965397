// What does one policy put on the tokens of one client, in which worlds?
import { isSuppressibleClaim, standardAttribute, type TokenKind } from "@claimsmith/cognito-model";
import type { Condition } from "../../language/conditions.ts";
import { ownMember } from "../../language/own-member.ts";
import type { AccessTokenPicture, ConditionalRule, DenyRule } from "../../language/policy.ts";
import { canonicalJson } from "../../snapshot/canonical-json.ts";
import type { Formula } from "../solver/formulas.ts";
import {
  type ConditionContext,
  type ConditionWorlds,
  conditionWorlds,
  whenWorlds,
} from "../worlds/conditions.ts";
import { clientOf, hasApiSignIn, type Side, scopesToAsk } from "../worlds/side.ts";
import type { Space } from "../worlds/space.ts";
import { type DrawnClaim, drawnClaim, type ValueWorlds } from "./drawn-claim.ts";
import { type GroupWorlds, groupWorlds } from "./groups.ts";

/** Where a claim is on a token, and with which value where a rule or an attribute gives it one. */
export interface ClaimWorlds {
  readonly isThere: Formula;
  readonly values: ValueWorlds;
}

/** The tokens of one client under one policy, as formulas. Made lazily: most of it is the same on both sides, or never asked for. */
export class ClientTokens {
  readonly space: Space;
  readonly client: string;
  readonly groups: GroupWorlds;
  readonly #side: Side;
  readonly #context: ConditionContext;
  readonly #drawn = new Map<TokenKind, ReadonlyMap<string, DrawnClaim>>();
  #issued: Formula | undefined;
  #allowed: ReadonlySet<string> | undefined;

  private constructor(space: Space, side: number, client: string) {
    this.space = space;
    this.client = client;
    this.#side = space.sides[side] as Side;
    const isRequested = (scope: string) => this.#isRequested(scope);
    this.#context = { space, side, client, isRequested };
    this.groups = groupWorlds(this.#side, this.#context);
  }

  /** The policy that makes the tokens, as it is deployed. */
  get side(): Side {
    return this.#side;
  }

  /** `undefined` where the policy has no such client for this kind of token. */
  static of(space: Space, side: number, client: string): ClientTokens | undefined {
    const declared = clientOf(space.sides[side] as Side, client, space.kind);
    return declared && new ClientTokens(space, side, client);
  }

  /** The worlds in which tokens are issued at all: nothing denies, and no rule that must be decided rests on a broken fact. */
  get issued(): Formula {
    this.#issued ??= this.#whereIssued();
    return this.#issued;
  }

  /** The scopes that the client may ask for, with the admin scope that signing in through the API gives. */
  get allowedScopes(): ReadonlySet<string> {
    this.#allowed ??= scopesToAsk(this.#side, this.client);
    return this.#allowed;
  }

  /** The worlds in which a condition is true for the client. */
  isTrue(condition: Condition): Formula {
    return conditionWorlds(condition, this.#context).isTrue;
  }

  /** Every scope that the token may have: drawn, or asked for. */
  get scopeNames(): readonly string[] {
    return [...Object.keys(this.#picture.scopes ?? {}), ...this.allowedScopes];
  }

  /** The worlds in which the access token has the scope. */
  hasScope(scope: string): Formula {
    const { formulas } = this.space;
    const rule = ownMember(this.#picture.scopes, scope);
    if (rule !== undefined) {
      if (!rule.clients.includes(this.client)) return formulas.FALSE;
      const { isTrue } = whenWorlds(rule.when, this.#context);
      return rule.asked === undefined ? isTrue : formulas.all([isTrue, this.#isRequested(scope)]);
    }
    const withheld = ownMember(this.#picture.withhold, scope);
    if (withheld === undefined || withheld.clients?.includes(this.client) === false)
      return this.#isAsked(scope);
    const { isTrue } = whenWorlds(withheld.when, this.#context);
    return formulas.all([this.#isAsked(scope), formulas.not(isTrue)]);
  }

  /** Every claim of the token that a rule draws or suppresses. */
  claimNames(token: TokenKind): readonly string[] {
    const { claims, suppress } = this.#pictureOf(token);
    return [...Object.keys(claims ?? {}), ...Object.keys(suppress ?? {})];
  }

  /** The attributes that the ID token has by itself. */
  attributeNames(token: TokenKind): readonly string[] {
    if (token === "access") return [];
    const { readAttributes = [] } = this.#side.clients.get(this.client) ?? {};
    return (readAttributes as readonly string[]).filter(isSuppressibleClaim);
  }

  /** The worlds in which the token has the claim. */
  claim(token: TokenKind, name: string): ClaimWorlds {
    const { formulas } = this.space;
    const rule = this.#drawnClaims(token).get(name);
    const byItself = this.#claimByItself(token, name);
    const isShown = formulas.all([this.hasToken(token), formulas.not(this.isSuppressed(token, name))]);
    // Most claims come from their rule, and from nothing else.
    if (rule !== undefined && isShown === formulas.TRUE && byItself.isThere === formulas.FALSE)
      return { isThere: rule.isDrawn, values: rule.values };
    const { values: drawn = new Map(), isDrawn = formulas.FALSE } = rule ?? {};
    const values = new Map<string, { value: ValueOf; worlds: Formula[] }>();
    const add = (key: string, value: ValueOf, worlds: Formula) => {
      const known = values.get(key) ?? { value, worlds: [] };
      known.worlds.push(formulas.all([isShown, worlds]));
      values.set(key, known);
    };
    for (const [key, { value, worlds }] of drawn) add(key, value, worlds);
    const isLeft = formulas.not(isDrawn);
    for (const [key, { value, worlds }] of byItself.values) add(key, value, formulas.all([worlds, isLeft]));
    return {
      isThere: formulas.all([isShown, formulas.any([isDrawn, byItself.isThere])]),
      values: new Map(
        [...values].map(([key, { value, worlds }]) => [key, { value, worlds: formulas.any(worlds) }]),
      ),
    };
  }

  /** The worlds in which there is such a token: an ID token comes with signing in through the API, or with `openid`. */
  hasToken(token: TokenKind): Formula {
    if (token === "access") return this.space.formulas.TRUE;
    if (this.space.kind === "machine") return this.space.formulas.FALSE;
    return hasApiSignIn(this.#side, this.client) ? this.space.formulas.TRUE : this.#isAsked("openid");
  }

  /** The worlds in which a rule takes the claim off the token. */
  isSuppressed(token: TokenKind, name: string): Formula {
    const rule = ownMember(this.#pictureOf(token).suppress, name);
    return rule === undefined ? this.space.formulas.FALSE : whenWorlds(rule.when, this.#context).isTrue;
  }

  get #picture(): AccessTokenPicture {
    return this.#pictureOf("access");
  }

  #pictureOf(token: TokenKind): AccessTokenPicture {
    const { idToken, accessToken, machineToken } = this.#side.policy;
    if (this.space.kind === "machine") return (token === "access" ? machineToken : undefined) ?? {};
    return (token === "id" ? idToken : accessToken) ?? {};
  }

  #isAsked(scope: string): Formula {
    return this.allowedScopes.has(scope) ? this.space.asks(scope) : this.space.formulas.FALSE;
  }

  /** The trigger is told so: not by an event of version 1. */
  #isRequested(scope: string): Formula {
    return this.#side.snapshot.eventVersion === "V1_0" ? this.space.formulas.FALSE : this.#isAsked(scope);
  }

  #drawnClaims(token: TokenKind): ReadonlyMap<string, DrawnClaim> {
    let known = this.#drawn.get(token);
    if (known === undefined) {
      const rules = Object.entries(this.#pictureOf(token).claims ?? {});
      known = new Map(rules.map(([name, rule]) => [name, drawnClaim(rule, this.#context)]));
      this.#drawn.set(token, known);
    }
    return known;
  }

  #whereIssued(): Formula {
    const { formulas, kind } = this.space;
    const { deny, machineToken, groupOverride } = this.#side.policy;
    const denials: readonly DenyRule[] = (kind === "machine" ? machineToken?.deny : deny) ?? [];
    const restricting: ConditionalRule[] = kind === "user" ? Object.values(groupOverride?.drop ?? {}) : [];
    const withheld = Object.values(this.#picture.withhold ?? {});
    restricting.push(...withheld.filter(({ clients }) => clients?.includes(this.client) ?? true));
    const tokens: readonly TokenKind[] = ["id", "access"];
    for (const token of tokens) restricting.push(...Object.values(this.#pictureOf(token).suppress ?? {}));
    const isDecided = ({ isTrue, isFalse }: ConditionWorlds) => formulas.any([isTrue, isFalse]);
    return formulas.all([
      ...denials.map(({ when }) => whenWorlds(when, this.#context).isFalse),
      ...restricting.map(({ when }) => isDecided(whenWorlds(when, this.#context))),
      ...tokens.flatMap((token) =>
        [...this.#drawnClaims(token).values()].map(({ refuses }) => formulas.not(refuses)),
      ),
    ]);
  }

  /** What Cognito puts on a token without being told: groups on both, the readable attributes on the ID token. */
  #claimByItself(token: TokenKind, name: string): ClaimWorlds {
    const { formulas, kind } = this.space;
    const never = { isThere: formulas.FALSE, values: new Map() };
    if (kind === "machine" || !isSuppressibleClaim(name)) return never;
    if (name === "cognito:groups") return { isThere: this.groups.isInAny, values: new Map() };
    const { readAttributes = [] } = this.#side.clients.get(this.client) ?? {};
    const fact = this.space.fact({ from: "attribute", name });
    if (token === "access" || fact === undefined || !(readAttributes as readonly string[]).includes(name))
      return never;
    const isReleased = this.#isReleased(name);
    const there = [...fact.values.entries()].filter(([, value]) => value !== undefined);
    // As the default claims of the ID token are: of the attributes, two are booleans there.
    const isFlag = standardAttribute(name) !== undefined && name.endsWith("_verified");
    const values = there.map(([index, text]) => {
      const value = isFlag ? text === "true" : String(text);
      return { value, worlds: formulas.all([isReleased, formulas.is(fact.variable, [index])]) };
    });
    return {
      isThere: formulas.all([
        isReleased,
        formulas.is(
          fact.variable,
          there.map(([index]) => index),
        ),
      ]),
      values: united(values, formulas),
    };
  }

  /** With `openid` alone all attributes are released, with others beside it theirs; signing in through the API releases all. */
  #isReleased(name: string): Formula {
    const { formulas } = this.space;
    if (hasApiSignIn(this.#side, this.client)) return formulas.TRUE;
    const narrowing = formulas.any(["email", "phone", "profile"].map((scope) => this.#isAsked(scope)));
    return formulas.any([
      formulas.not(narrowing),
      this.#isAsked(standardAttribute(name)?.scope ?? "profile"),
    ]);
  }
}

type ValueOf = ValueWorlds extends ReadonlyMap<string, { readonly value: infer V }> ? V : never;

function united(
  all: readonly { readonly value: ValueOf; readonly worlds: Formula }[],
  formulas: Space["formulas"],
): ValueWorlds {
  const values = new Map<string, { readonly value: ValueOf; readonly worlds: Formula }>();
  for (const { value, worlds } of all) {
    const key = canonicalJson(value);
    values.set(key, { value, worlds: formulas.any([values.get(key)?.worlds ?? formulas.FALSE, worlds]) });
  }
  return values;
}
