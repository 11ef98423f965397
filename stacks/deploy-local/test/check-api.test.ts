// Is an answer held against what its case says?
import { expect, it } from "vitest";
import { API_CASES, KEPT_CASES, MACHINE_CASES } from "../src/api-cases.ts";
import { holds } from "../src/check-api.ts";

it.each([
  [{ id: "a", status: "open" }, { status: "open" }, true],
  [{ id: "a", status: "open" }, { status: "cancelled" }, false],
  [{ orders: [{ id: "a" }, { id: "b" }] }, { orders: [{ id: "b" }] }, true],
  [{ orders: [{ id: "a" }] }, { orders: [{ id: "a" }, { id: "b" }] }, false],
  [{ data: { x: null } }, { data: { x: null } }, true],
  [{ data: {} }, { data: { x: null } }, false],
  [{ data: { x: { y: 1 } } }, { data: { x: {} } }, true],
  [{ data: { x: null } }, { data: { x: {} } }, false],
  [undefined, {}, false],
  ["a", [], false],
])("%j holds %j: %s", (whole, part, expected) => {
  expect(holds(whole, part)).toBe(expected);
});

it("asks for no order that no case before it kept", () => {
  const kept = new Set<string>();
  const missing: string[] = [];
  for (const { keeps, ...row } of [...API_CASES, ...KEPT_CASES, ...MACHINE_CASES]) {
    for (const [, name = ""] of JSON.stringify(row).matchAll(/<([^<>]+)>/g)) {
      if (!kept.has(name)) missing.push(name);
    }
    if (keeps !== undefined) kept.add(keeps.name);
  }
  expect(missing).toEqual([]);
});

it("refuses an ID token on every route that asks for a token", () => {
  const route = ({ request }: (typeof API_CASES)[number]) => `${request.method} ${request.path}`;
  const guarded = API_CASES.filter(({ bearer }) => !["nobody", "alice's ID token"].includes(bearer)).map(
    route,
  );
  const refused = API_CASES.filter(
    ({ bearer, answer }) => bearer === "alice's ID token" && answer.status === 403,
  );
  expect(new Set(refused.map(route))).toEqual(new Set(guarded));
});
