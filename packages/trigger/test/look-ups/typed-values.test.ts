// Does a field of an item become a claim exactly where it has the declared type?
import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import vectorsText from "../vectors/typed-values.json?raw";
import { vectorsOf } from "../worlds.ts";
import { type LookupWorld, openWorld, outcomeOf, signIn } from "./world.ts";

interface TypedValueVector {
  readonly description: string;
  readonly field: string;
  /** As in the answer of GetItem. */
  readonly value: unknown;
  readonly claim?: unknown;
  readonly invalid?: true;
}

/** Says of everybody that they have this field: what no real table would hold, too. */
let field: Readonly<Record<string, unknown>> = {};
let server: Server;
let world: LookupWorld;

beforeAll(async () => {
  server = createServer((_, response) => {
    response.end(JSON.stringify({ Item: { lookupKey: { S: "u-1" }, ...field } }));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  world = await openWorld({ endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});

afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, "close");
});

describe("a field", () => {
  it.each(vectorsOf<TypedValueVector>(vectorsText))("$field: $description", async (vector) => {
    field = { [vector.field]: vector.value };
    const { claims, line } = await outcomeOf(world, signIn("u-1"));
    expect(Object.hasOwn(claims ?? {}, vector.field)).toBe("claim" in vector);
    expect(claims?.[vector.field]).toEqual(vector.claim);
    const isInvalid = vector.invalid === true;
    expect(line.level).toBe(isInvalid ? "warn" : "info");
    const leftOut = (line.leftOut ?? []) as readonly { readonly name: string; readonly why: string }[];
    const named = leftOut.map(({ name, why }) => `${name}: ${why}`);
    expect(named.filter((each) => !each.startsWith("standing"))).toEqual(
      isInvalid ? [`${vector.field}: FACT_INVALID`] : [],
    );
  });

  it("that was not asked for is not drawn", async () => {
    field = { other: { S: "canary" }, __proto__: { plan: { S: "canary" } } };
    expect((await outcomeOf(world, signIn("u-1"))).claims).toEqual({ standing: "unknown" });
  });
});
