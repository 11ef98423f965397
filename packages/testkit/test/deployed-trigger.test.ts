// Are the issued tokens those that pool and trigger would give, for every persona, client and grant?
import type { Claims, Grant } from "@claimsmith/cognito-model";
import {
  environments,
  type legacyEmail,
  type OrdersPolicy,
  personas,
  type policy,
} from "@claimsmith/orders-policy";
import { describe, expect, it } from "vitest";
import { PersonaRefusedError, type TestPersona, testIssuer } from "../src/index.ts";
import { deployedTokens, type SignIn, SNAPSHOTS } from "./deployed-trigger.ts";
import { claimsOfBoth, ordersIssuer } from "./world.ts";

const ADMIN = "aws.cognito.signin.user.admin";
const { settings } = environments.local;
const EMAIL = ["email", "email_verified"];

interface Way {
  readonly grant: Grant;
  readonly asked?: readonly ("openid" | "email" | "orders/read")[];
  /** What the pool grants before the trigger. */
  readonly scopes: readonly string[];
  /** The attributes that reach the ID token. Default: all. */
  readonly released?: readonly string[];
}

/** How people come by their tokens through the client web, which reads every attribute. */
const WAYS: readonly Way[] = [
  { grant: "sdk", scopes: [ADMIN] },
  { grant: "hosted", scopes: ["openid", "email"], released: EMAIL },
  { grant: "hosted", asked: ["openid"], scopes: ["openid"] },
  { grant: "hosted", asked: ["email"], scopes: ["email"], released: EMAIL },
  { grant: "refresh", scopes: [ADMIN] },
  { grant: "refresh", asked: ["openid", "email"], scopes: ["openid", "email"], released: EMAIL },
];
const MACHINE_WAYS: readonly Way[] = [
  { grant: "machine", scopes: ["orders/read"] },
  { grant: "machine", asked: ["orders/read"], scopes: ["orders/read"] },
];

const ROLES: Readonly<Record<string, string>> = {
  ADMINS: settings.adminRoleArn,
  EVERYONE: settings.customerRoleArn,
};

const CASES = Object.entries(personas).flatMap(([name, persona]) =>
  (persona.kind === "user" ? persona.clients : [persona.client]).flatMap((client) =>
    (persona.kind === "user" ? WAYS : MACHINE_WAYS).map((way) => ({ name, persona, client, ...way })),
  ),
);

function signInOf(persona: TestPersona<OrdersPolicy>, sub: string, way: Way & { client: string }): SignIn {
  const { client, grant, scopes, asked, released } = way;
  const oauth = grant === "hosted" || grant === "machine" || asked !== undefined;
  if (persona.kind === "machine") return { client, grant, scopes, oauth };
  const attributes = persona.attributes as Readonly<Record<string, string>>;
  const reach = Object.entries(attributes).filter(([name]) => released?.includes(name) ?? true);
  const roles = persona.groups.flatMap((group) => ROLES[group] ?? []);
  const [preferredRole] = roles;
  const user = { sub, attributes, released: Object.fromEntries(reach), groups: persona.groups, roles };
  return { client, grant, scopes, oauth, user: { ...user, ...(preferredRole && { preferredRole }) } };
}

/** `scope` is a set. */
const comparable = (claims: Claims | undefined) =>
  claims && { ...claims, scope: new Set(String(claims.scope).split(" ")) };

describe("as the deployed trigger answers", () => {
  it.each(CASES)("$name, $client, $grant, asking for $asked", async ({ name, persona, ...way }) => {
    const { issuer } = await ordersIssuer();
    const { client, grant, asked } = way;
    const options = { client, grant, ...(asked && { scopes: asked }) };
    const deployment = { snapshot: SNAPSHOTS.orders, settings, clientIds: issuer.verifierOptions.clients };
    const signIn = signInOf(persona, issuer.subjectOf(persona), way);
    const issued = await issuer.issue(persona, { ...options, onRefusal: "return" });
    if (issued.refusal !== undefined) {
      expect(name).toBe("carol");
      await expect(deployedTokens(deployment, signIn, { access: {} })).rejects.toMatchObject({
        code: "TOKEN_REFUSED",
      });
      return;
    }
    const { access, id } = claimsOfBoth(issued);
    const { accessToken, idToken } = await deployedTokens(deployment, signIn, { access, id });
    expect(comparable(access)).toEqual(comparable(accessToken));
    expect(comparable(id)).toEqual(comparable(idToken));
  });

  it("for a policy of event version 1, from its policy.json", async () => {
    const issuer = await testIssuer<typeof legacyEmail>({ snapshot: SNAPSHOTS["legacy-email"] });
    const attributes = { email: "dora@example.com", name: "Dora" };
    const persona = { kind: "user", groups: ["MEMBERS", "NEWSLETTER"], attributes } as const;
    const { access, id } = claimsOfBoth(await issuer.issue(persona, { client: "shop" }));
    const { clients: clientIds } = issuer.verifierOptions;
    const sub = issuer.subjectOf(persona);
    const user = { sub, attributes, released: attributes, groups: persona.groups, roles: [] };
    const signIn = { client: "shop", grant: "sdk", oauth: false, scopes: [ADMIN], user } as const;
    const deployment = { snapshot: SNAPSHOTS["legacy-email"], clientIds };
    const { accessToken, idToken } = await deployedTokens(deployment, signIn, { access, id });
    expect([access, id]).toEqual([accessToken, idToken]);
    expect(id).toMatchObject({ membership: "shop", "cognito:groups": ["MEMBERS"] });
    expect(id).not.toHaveProperty("email");
  });
});

describe("a persona that the policy denies", () => {
  const refusal = { code: "DENIED", rule: "deny[0]", reason: "account_suspended" };

  it("is refused by a typed error", async () => {
    const { issuer } = await ordersIssuer();
    const error = await issuer.issue(personas.carol).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(PersonaRefusedError);
    expect(error).toMatchObject({ name: "PersonaRefusedError", category: "rejected", ...refusal });
  });

  it("is refused by an answer, where the test asks for one", async () => {
    const { issuer } = await ordersIssuer();
    expect(await issuer.issue(personas.carol, { onRefusal: "return" })).toEqual({ refusal });
    expect(await issuer.issue(personas.bob, { onRefusal: "return" })).toMatchObject({
      accessToken: expect.any(String),
    });
  });
});

it("a policy and its policy.json issue the same", async () => {
  const { clock, issuer } = await ordersIssuer();
  const { local: environment } = environments;
  const same = await testIssuer<typeof policy>({ snapshot: SNAPSHOTS.orders, environment, clock });
  const [one, other] = await Promise.all([issuer.issue(personas.alice), same.issue(personas.alice)]);
  const stable = ({ jti, origin_jti, event_id, ...claims }: Claims) => claims;
  expect(stable(claimsOfBoth(one).access)).toEqual(stable(claimsOfBoth(other).access));
  expect(claimsOfBoth(one).access.jti).not.toBe(claimsOfBoth(other).access.jti);
});
