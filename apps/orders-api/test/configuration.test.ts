// Does a function whose environment does not fit say everything that is wrong with it, and answer nobody?
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Environment, EnvironmentError, readConfiguration } from "../src/configuration.ts";
import { HANDLERS } from "../src/gateway.ts";
import { httpEvent } from "./events.ts";
import { openWorld, type World } from "./world.ts";

const POOL = "eu-west-1_Syn7hPool";
const FITTING = {
  CLAIMSMITH_USER_POOL_ID: POOL,
  CLAIMSMITH_ISSUER: `https://cognito-idp.eu-west-1.amazonaws.com/${POOL}`,
  CLAIMSMITH_CLIENTS: JSON.stringify({ "7synthetic0web": "web", "7synthetic0partner": "partner" }),
  ORDERS_TABLE: "orders-test",
};
const [POOL_ID, ISSUER, CLIENTS] = ["CLAIMSMITH_USER_POOL_ID", "CLAIMSMITH_ISSUER", "CLAIMSMITH_CLIENTS"];
const TABLE = "ORDERS_TABLE";

function errorOf(environment: Environment): EnvironmentError {
  try {
    readConfiguration(environment);
  } catch (error) {
    if (error instanceof EnvironmentError) return error;
    throw error;
  }
  throw new TypeError("the environment was accepted");
}

describe("an environment", () => {
  it.each<[string, Environment]>([
    ["the issuer of a pool on AWS", {}],
    ["its other form", { CLAIMSMITH_ISSUER: `https://issuer-cognito-idp.eu-west-1.amazonaws.com/${POOL}` }],
    ["the issuer of a local pool", { CLAIMSMITH_ISSUER: `http://127.0.0.1:9229/${POOL}` }],
    ["some of the clients", { CLAIMSMITH_CLIENTS: '{"7synthetic0web":"web"}' }],
  ])("fits with %s", (_, change) => {
    const { tokens, identities } = readConfiguration({ ...FITTING, ...change });
    expect(() => tokens.assertRequirement({ kind: "user" })).not.toThrow();
    expect(() => identities.assertRequirement({ kind: "user" })).not.toThrow();
  });

  it.each<[string, Environment, (string | undefined)[]]>([
    [
      "nothing set",
      Object.fromEntries(Object.keys(FITTING).map((name) => [name, undefined])),
      [POOL_ID, ISSUER, CLIENTS, TABLE],
    ],
    [
      "everything empty",
      Object.fromEntries(Object.keys(FITTING).map((name) => [name, ""])),
      [POOL_ID, ISSUER, CLIENTS, TABLE],
    ],
    ["no table", { ORDERS_TABLE: undefined }, [TABLE]],
    ["what is no name of a table", { ORDERS_TABLE: "orders test" }, [TABLE]],
    ["no issuer", { CLAIMSMITH_ISSUER: undefined }, [ISSUER]],
    ["the name of a form as issuer", { CLAIMSMITH_ISSUER: "original" }, [ISSUER]],
    [
      "the issuer of another pool",
      { CLAIMSMITH_ISSUER: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Other" },
      [ISSUER],
    ],
    ["plain http to another machine", { CLAIMSMITH_ISSUER: `http://pool.example.com/${POOL}` }, [ISSUER]],
    ["an issuer with a slash at the end", { CLAIMSMITH_ISSUER: `${FITTING.CLAIMSMITH_ISSUER}/` }, [ISSUER]],
    [
      "a pool id that is none, which the issuer then cannot end in",
      { CLAIMSMITH_USER_POOL_ID: "pool" },
      [POOL_ID, ISSUER],
    ],
    ["clients that are no JSON", { CLAIMSMITH_CLIENTS: "{" }, [CLIENTS]],
    ["clients that are null", { CLAIMSMITH_CLIENTS: "null" }, [CLIENTS]],
    ["clients that are a list", { CLAIMSMITH_CLIENTS: '["web"]' }, [CLIENTS]],
    ["clients that are a text", { CLAIMSMITH_CLIENTS: '"web"' }, [CLIENTS]],
    ["no client", { CLAIMSMITH_CLIENTS: "{}" }, [CLIENTS]],
    [
      "a client that the policy does not have",
      { CLAIMSMITH_CLIENTS: '{"7synthetic0web":"desktop"}' },
      [CLIENTS],
    ],
    ["a client name that is no text", { CLAIMSMITH_CLIENTS: '{"7synthetic0web":7}' }, [CLIENTS]],
    ["what is no app client id", { CLAIMSMITH_CLIENTS: '{"7 synthetic":"web"}' }, [CLIENTS]],
    [
      "two app client ids for one client",
      { CLAIMSMITH_CLIENTS: '{"7synthetic0web":"web","7synthetic0other":"web"}' },
      [CLIENTS],
    ],
  ])("is refused with %s", (_, change, paths) => {
    const { code, category, issues } = errorOf({ ...FITTING, ...change });
    expect([code, category]).toEqual(["MISCONFIGURED", "misconfigured"]);
    expect(issues.map(({ path }) => path)).toEqual(paths);
  });

  it("is not repeated by the error", () => {
    const error = errorOf({
      CLAIMSMITH_USER_POOL_ID: "canary-pool",
      CLAIMSMITH_ISSUER: "http://canary.example.com/canary",
      CLAIMSMITH_CLIENTS: '{"canary id":"canary client"}',
      ORDERS_TABLE: "canary table",
    });
    expect(`${error.message} ${JSON.stringify(error)} ${String(error.cause)}`).not.toContain("canary");
  });
});

describe("the built zip", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  const printedBy = (name: string) =>
    world.invocations.filter(({ functionName }) => functionName === name).flatMap(({ lines }) => lines);

  it.each(Object.entries(HANDLERS))(
    "answers nobody without its environment, and logs one line with every issue: %s",
    async (name, handler) => {
      const bare = `bare-${name}`;
      await world.functions.create(bare, { handler, environment: {} });
      expect(await world.functions.invoke(bare, httpEvent("GET /health"))).toMatchObject({ failed: true });
      // Node's own lines of a crash come after it.
      await expect.poll(() => printedBy(bare).length).toBeGreaterThan(0);
      const ours = printedBy(bare).filter((line) => line.startsWith('{"'));
      expect(ours.map((line) => JSON.parse(line))).toEqual([
        {
          level: "error",
          message: "orders api",
          outcome: "misconfigured",
          code: "MISCONFIGURED",
          issues: [POOL_ID, ISSUER, CLIENTS, TABLE].map((path) => ({ path, expected: expect.any(String) })),
        },
      ]);
    },
  );
});
