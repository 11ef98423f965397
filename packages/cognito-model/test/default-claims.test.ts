// Which claims are on the tokens of each grant before any trigger?
import { describe, expect, it } from "vitest";
import {
  CLAIM_TABLE,
  claimRow,
  DEFAULT_CLAIMS,
  defaultClaims,
  GRANTS,
  type TokenClaims,
  type TokenSession,
} from "../src/index.ts";
import { type Differences, differing } from "./differences.ts";
import text from "./vectors/default-claims.json?raw";

interface Base {
  readonly session: TokenSession;
  readonly expected: TokenClaims;
}

interface Vector {
  readonly description: string;
  readonly from: string;
  readonly session: Differences;
  readonly user?: Differences;
  /** `null` where there is no ID token. */
  readonly expected: { readonly idToken?: Differences | null; readonly accessToken?: Differences };
}

const file = JSON.parse(text) as {
  readonly bases: Readonly<Record<string, Base>>;
  readonly vectors: readonly Vector[];
};

function whole({ description, from, session, user, expected }: Vector): Base & { description: string } {
  const base = file.bases[from];
  if (base === undefined) throw new TypeError(`no base is called ${from}`);
  const accessToken = differing(base.expected.accessToken, expected.accessToken);
  const { idToken } = base.expected;
  const person = base.session.user && differing(base.session.user, user);
  return {
    description,
    session: differing(base.session, person === undefined ? session : { ...session, user: person }),
    expected:
      idToken === undefined || expected.idToken === null
        ? { accessToken }
        : { idToken: differing(idToken, expected.idToken), accessToken },
  };
}

const vectors = file.vectors.map(whole);

describe("defaultClaims", () => {
  it.each(vectors)("$description", ({ session, expected }) => {
    expect(defaultClaims(session)).toStrictEqual(expected);
  });

  it("gives a copy of every list", () => {
    const [first] = vectors;
    const groups = first?.session.user?.groups;
    const claims = first && defaultClaims(first.session);
    expect(claims?.idToken?.["cognito:groups"]).toEqual(groups);
    expect(claims?.idToken?.["cognito:groups"]).not.toBe(groups);
    expect(claims?.accessToken["cognito:groups"]).not.toBe(groups);
  });

  it("has a vector for every grant", () => {
    expect(new Set(vectors.map((vector) => vector.session.grant))).toEqual(new Set(GRANTS));
  });
});

describe("DEFAULT_CLAIMS", () => {
  const kindOf = (value: unknown): string => (Array.isArray(value) ? `${typeof value[0]}[]` : typeof value);

  it.each(DEFAULT_CLAIMS)("states the type of $name on the $token token, and a vector shows it", (row) => {
    const values = vectors
      .map((vector) => vector.expected[`${row.token}Token`]?.[row.name])
      .filter((value) => value !== undefined);
    expect(new Set(values.map(kindOf))).toEqual(new Set([row.type]));
  });

  it.each(DEFAULT_CLAIMS)("agrees with the claim table that $name is on the $token token", (row) => {
    // An access token has `aud` only when it is bound to a resource, which the claim table does not speak of.
    const isBoundAudience = row.name === "aud" && row.token === "access";
    expect(claimRow(row.name).defaultIn.includes(row.token)).toBe(!isBoundAudience);
  });

  it("has every claim of the claim table but attributes and those that no sample shows", () => {
    const given = new Set(DEFAULT_CLAIMS.map((row) => `${row.token} ${row.name}`));
    const missing = CLAIM_TABLE.filter((row) => row.match === "exact" && row.means !== "claims")
      .flatMap((row) => row.defaultIn.map((token) => `${token} ${row.name}`))
      .filter((each) => !given.has(each));
    expect(missing).toEqual(["id azp", "access azp", "id nbf", "access nbf", "access nonce"]);
  });

  it("gives a machine nothing of a person", () => {
    const personal = ["username", "cognito:groups", "origin_jti", "device_key", "event_id"];
    const machine = DEFAULT_CLAIMS.filter((row) => row.token === "access" && row.grants !== "user");
    expect(machine.map((row) => row.name).filter((name) => personal.includes(name))).toEqual([]);
    expect(machine.map((row) => row.name)).toContain("client_id");
  });
});
