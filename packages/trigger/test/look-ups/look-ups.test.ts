// Does the handler look up what the rules read, once, all at once, and for the one who signs in?
import { readFile } from "node:fs/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { LOOKUP_KEY_NAME } from "../../src/look-ups/get-item.ts";
import { type Fault, type FaultyProxy, openProxy, refusal } from "./faulty-proxy.ts";
import { openTables, type Tables } from "./tables.ts";
import { openWorld, outcomeOf, signIn, TABLES } from "./world.ts";

let tables: Tables;
let proxy: FaultyProxy;

beforeAll(async () => {
  tables = await openTables();
  proxy = await openProxy(tables.endpoint);
  for (const table of Object.values(TABLES)) await tables.create(table);
  const plans = { ann: "canary-gold", bob: "silver", eve: "free" };
  for (const [sub, plan] of Object.entries(plans)) {
    await tables.put(TABLES.membership, sub, { plan: { S: plan }, unread: { S: "canary-unread" } });
  }
  await tables.put(TABLES.contract, "7", { tier: { S: "seven" } });
  // Under the same key as somebody's membership.
  await tables.put(TABLES.contract, "8", {
    tier: { S: "eight" },
    plan: { S: "wrong" },
    closed: { BOOL: true },
  });
  await tables.put(TABLES.membership, "8", { plan: { S: "eight" }, tier: { S: "wrong" } });
});

afterAll(async () => {
  await proxy.close();
  await tables.close();
});

beforeEach(() => {
  proxy.faults.length = 0;
  proxy.requests.length = 0;
});

/** Holds requests until there are so many, and then lets them through, the last one first. */
function barrier(count: number): Fault[] {
  const held: (() => void)[] = [];
  return Array(count).fill(((_, forward) => {
    held.push(forward);
    if (held.length === count) for (const each of held.reverse()) each();
  }) satisfies Fault);
}

describe("a sign-in", () => {
  it("asks once for all fields of a look-up, by the key, for these fields alone", async () => {
    const world = await openWorld({ endpoint: proxy.endpoint });
    const { claims } = await outcomeOf(world, signIn("ann"));
    expect(claims).toEqual({ plan: "canary-gold", standing: "canary-gold" });
    expect(proxy.requests).toEqual([
      {
        TableName: TABLES.membership,
        Key: { lookupKey: { S: "ann" } },
        ProjectionExpression: "#0,#1,#2,#3,#4,#5,#6",
        ExpressionAttributeNames: {
          "#0": "lookupKey",
          "#1": "level",
          "#2": "plan",
          "#3": "regions",
          "#4": "seats",
          "#5": "sizes",
          "#6": "vip",
        },
      },
    ]);
  });

  it("asks nothing where no rule of its client reads a look-up, and says nothing of it", async () => {
    const world = await openWorld({ endpoint: proxy.endpoint });
    const { claims, line } = await outcomeOf(world, signIn("ann", "plain"));
    expect(claims).toEqual({});
    expect(line).not.toHaveProperty("lookupMs");
    expect(proxy.requests).toEqual([]);
  });

  it("makes its look-ups at once: each waits for the other here", async () => {
    const world = await openWorld({ endpoint: proxy.endpoint });
    proxy.faults.push(...barrier(2));
    const { claims } = await outcomeOf(world, signIn("ann", "desk"));
    expect(claims).toEqual({ member: "canary-gold", tier: "seven" });
  });

  it("keeps what one look-up found where another fails", async () => {
    const world = await openWorld({ endpoint: proxy.endpoint, tables: { ...TABLES, membership: "absent" } });
    const { claims, line } = await outcomeOf(world, signIn("ann", "desk"));
    expect(claims).toEqual({ tier: "seven" });
    expect(line).toMatchObject({
      level: "warn",
      lookups: { membership: "TABLE_MISSING" },
      leftOut: [{ name: "member", why: "LOOKUP_FAILED" }],
    });
  });

  it("takes a missing item for absence: the default, and no claim", async () => {
    const world = await openWorld({ endpoint: proxy.endpoint });
    const { claims, line } = await outcomeOf(world, signIn("nobody"));
    expect(claims).toEqual({ standing: "unknown" });
    expect(line).toMatchObject({ level: "info", outcome: "issued" });
  });

  it("is refused where a denial finds what it looks for", async () => {
    const world = await openWorld({ endpoint: proxy.endpoint });
    const { claims, line } = await outcomeOf(world, signIn("ann", "desk", "8"));
    expect(claims).toBeUndefined();
    expect(line).toMatchObject({ code: "DENIED", reason: "contract_closed" });
  });

  it("does not ask by a key that is not of its type: what rests on it is invalid", async () => {
    const world = await openWorld({ endpoint: proxy.endpoint });
    const { claims, line } = await outcomeOf(world, signIn("ann", "desk", "canary"));
    expect(claims).toBeUndefined();
    expect(line).toMatchObject({ code: "FACT_INVALID", rule: "deny[0]" });
    expect(proxy.requests.map(({ TableName }) => TableName)).toEqual([TABLES.membership]);
  });

  it("reads each table by its own key, also where the keys are the same text", async () => {
    const world = await openWorld({ endpoint: proxy.endpoint });
    await tables.put(TABLES.contract, "9", { tier: { S: "nine" } });
    await tables.put(TABLES.membership, "9", { plan: { S: "member" } });
    const { claims } = await outcomeOf(world, signIn("9", "desk", "9"));
    expect(claims).toEqual({ member: "member", tier: "nine" });
  });

  it("and another at the same time get each their own, whichever is answered first", async () => {
    const world = await openWorld({ endpoint: proxy.endpoint, maxAgeSeconds: 60 });
    const people = ["ann", "bob", "eve"];
    proxy.faults.push(...barrier(3));
    const outcomes = await Promise.all(people.map((sub) => outcomeOf(world, signIn(sub))));
    const plans = outcomes.map(({ claims }) => claims?.plan);
    expect(plans).toEqual(["canary-gold", "silver", "free"]);
    const again = await Promise.all(people.map((sub) => outcomeOf(world, signIn(sub))));
    expect(again.map(({ claims }) => claims?.plan)).toEqual(plans);
    expect(proxy.requests).toHaveLength(3);
  });
});

describe("the key of a table", () => {
  it("has the name that the construct LookupTable gives it", async () => {
    const construct = new URL("../../../../stacks/constructs/src/lookup-table.ts", import.meta.url);
    const lookupTable = await readFile(construct, "utf8");
    expect(lookupTable).toContain(`export const LOOKUP_KEY_NAME = "${LOOKUP_KEY_NAME}";`);
  });
});

describe("an answer that may be used again", () => {
  let nowMs: number;
  const open = (maxAgeSeconds?: number) => {
    nowMs = 1_800_000_000_000;
    return openWorld({
      endpoint: proxy.endpoint,
      ...(maxAgeSeconds !== undefined && { maxAgeSeconds }),
      options: { clock: () => nowMs },
    });
  };

  it("is used until it has the age that the policy states", async () => {
    const world = await open(60);
    await tables.put(TABLES.membership, "cat", { plan: { S: "old" } });
    const plan = async () => (await outcomeOf(world, signIn("cat"))).claims?.plan;
    expect(await plan()).toBe("old");
    await tables.put(TABLES.membership, "cat", { plan: { S: "new" } });
    nowMs += 59_999;
    expect(await plan()).toBe("old");
    nowMs += 1;
    expect(await plan()).toBe("new");
    expect(proxy.requests).toHaveLength(2);
  });

  it("may be that there is nothing", async () => {
    const world = await open(60);
    await outcomeOf(world, signIn("dan"));
    await tables.put(TABLES.membership, "dan", { plan: { S: "new" } });
    expect((await outcomeOf(world, signIn("dan"))).claims).toEqual({ standing: "unknown" });
    nowMs += 60_000;
    expect((await outcomeOf(world, signIn("dan"))).claims).toMatchObject({ plan: "new" });
  });

  it("is not used where the clock went back", async () => {
    const world = await open(60);
    await outcomeOf(world, signIn("ann"));
    nowMs -= 1;
    await outcomeOf(world, signIn("ann"));
    expect(proxy.requests).toHaveLength(2);
  });

  it("is none where the policy states no age", async () => {
    const world = await open();
    for (const _ of [1, 2]) await outcomeOf(world, signIn("ann"));
    expect(proxy.requests).toHaveLength(2);
  });

  it("is never a failure", async () => {
    const world = await open(60);
    proxy.faults.push(refusal(400, "AccessDeniedException"));
    expect((await outcomeOf(world, signIn("ann"))).claims).toEqual({ standing: "unknown" });
    expect((await outcomeOf(world, signIn("ann"))).claims).toMatchObject({ plan: "canary-gold" });
  });

  it("is there also where no time is left to ask", async () => {
    const world = await open(60);
    await outcomeOf(world, signIn("ann"));
    const context = { getRemainingTimeInMillis: () => 0 };
    expect((await outcomeOf(world, signIn("ann"), context)).claims).toMatchObject({ plan: "canary-gold" });
  });
});
