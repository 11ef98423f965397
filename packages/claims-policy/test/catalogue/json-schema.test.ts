// Does the schema take every token that the policy issues, and refuse those that it could not have issued?
import type { Claims, Grant } from "@claimsmith/cognito-model";
import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, it } from "vitest";
import { previewTokens, tokenSchema } from "../../src/index.ts";
import { personas, richPool } from "./rich-policy.ts";

const SIGN_INS = [
  ["stella", "web", "sdk"],
  ["stella", "web", "hosted"],
  ["stella", "web", "refresh"],
  ["gus", "web", "sdk"],
  ["gus", "web", "hosted"],
  ["robot", "robot", "machine"],
] as const;

interface Tokens {
  readonly access: Claims;
  readonly id: Claims | undefined;
}

const tokens = new Map<string, Tokens>();
let schema: ReturnType<typeof tokenSchema>;

beforeAll(async () => {
  const pool = await richPool();
  schema = tokenSchema(pool.snapshot);
  for (const [name, client, grant] of SIGN_INS) tokens.set(`${name} ${grant}`, tokensOf(name, client, grant));

  function tokensOf(name: keyof typeof personas, client: string, grant: Grant): Tokens {
    const persona = personas[name];
    if (persona === undefined) throw new TypeError(`no persona is called ${name}`);
    const { after } = previewTokens(pool, { persona, client, grant });
    if (after === undefined) throw new TypeError(`${name} gets no token`);
    return { access: after.accessToken.claims, id: after.idToken?.claims };
  }
});

/** Whether a token is one of a kind; without a kind, any. */
function isValid(token: unknown, kind?: string): boolean {
  const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
  ajv.addSchema(schema, "tokens");
  return ajv.validate({ $ref: kind === undefined ? "tokens" : `tokens#/$defs/${kind}` }, token);
}

function tokensOf(signIn: string): Tokens {
  const found = tokens.get(signIn);
  if (found === undefined) throw new TypeError(`nobody signed in as ${signIn}`);
  return found;
}

describe("the schema of tokens", () => {
  it.each(SIGN_INS)("takes the tokens of %s with %s by %s, each as what it is", (name, _client, grant) => {
    const { access, id } = tokensOf(`${name} ${grant}`);
    const kind = name === "robot" ? "machineAccessToken" : "userAccessToken";
    const other = name === "robot" ? "userAccessToken" : "machineAccessToken";
    expect([isValid(access), isValid(access, kind), isValid(access, other)]).toEqual([true, true, false]);
    expect(isValid(access, "idToken")).toBe(false);
    if (name === "robot") expect(id).toBeUndefined();
    else expect([isValid(id), isValid(id, "idToken"), isValid(id, kind)]).toEqual([true, true, false]);
  });

  it("takes claims that it does not know", () => {
    expect(isValid({ ...tokensOf("stella sdk").access, tenant_of_tomorrow: ["x"] })).toBe(true);
  });

  const wrong: readonly (readonly [string, string, "access" | "id", Claims])[] = [
    ["a text for a number", "stella sdk", "access", { seat: "7" }],
    ["a number beyond its bounds", "stella sdk", "access", { seat: 100 }],
    ["a value that is not declared", "stella sdk", "access", { tier: "bronze" }],
    ["a text for a flag", "stella sdk", "access", { vip: "true" }],
    ["a value that no map gives", "stella sdk", "access", { language: "fr" }],
    ["one item too many", "stella sdk", "access", { regions: ["eu", "us", "eu"] }],
    ["an item that is not declared", "stella sdk", "access", { regions: ["asia"] }],
    ["a role that is none", "stella sdk", "access", { worker: "worker" }],
    [
      "another object than the constant",
      "stella sdk",
      "access",
      { rights: { files: ["read"], level: 2, all: false } },
    ],
    ["a group that is not declared", "stella sdk", "access", { teams: ["OTHERS"] }],
    ["a hash that is too long", "stella sdk", "access", { policy: "0123456789abc" }],
    ["a claim that is always suppressed", "stella sdk", "access", { secret: "never seen" }],
    ["an attribute that is always suppressed", "stella sdk", "id", { phone_number: "+441632960003" }],
    ["a text for a flag of Cognito's", "stella sdk", "id", { email_verified: "true" }],
    ["another kind of token", "stella sdk", "access", { token_use: "refresh" }],
    ["a text that is too long", "robot machine", "access", { job: "nightlies" }],
  ];
  it.each(wrong)("refuses %s", (_what, signIn, token, change) => {
    const good = tokensOf(signIn)[token];
    expect(isValid(good)).toBe(true);
    expect(isValid({ ...good, ...change })).toBe(false);
  });

  it.each([
    ["seat", "stella sdk", "access"],
    ["sub", "stella sdk", "access"],
    ["exp", "stella sdk", "id"],
    ["client_id", "robot machine", "access"],
    ["token_use", "robot machine", "access"],
  ] as const)("refuses a token without %s", (claim, signIn, token) => {
    const { [claim]: removed, ...rest } = tokensOf(signIn)[token] ?? {};
    expect(removed).toBeDefined();
    expect(isValid(rest)).toBe(false);
  });

  it("lists scopes and groups", () => {
    expect(isValid("files/write", "scope")).toBe(true);
    expect(isValid("files/delete", "scope")).toBe(false);
    expect(isValid("STAFF", "group")).toBe(true);
    expect(isValid("OTHERS", "group")).toBe(false);
  });
});
