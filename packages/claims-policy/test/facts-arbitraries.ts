// Which facts do the properties hold for? Sound ones, broken ones, and names that reach a prototype.
import fc from "fast-check";
import type { Facts } from "../src/index.ts";

const NASTY = ["__proto__", "constructor", "toString", "", "custom:", "a b", "\u0000", "\ud800"];
const nasty = fc.constantFrom(...NASTY);
const anything = fc.oneof(nasty, fc.string(), fc.jsonValue({ maxDepth: 2 }));

/** Mostly one of the good values, sometimes anything. */
const mostly = (...good: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...good) }, { weight: 1, arbitrary: anything });

/** An object of these members, each there or not, and sometimes nasty ones beside them. */
function members(
  known: Readonly<Record<string, fc.Arbitrary<unknown>>>,
): fc.Arbitrary<Record<string, unknown>> {
  return fc
    .tuple(fc.record(known, { requiredKeys: [] }), fc.dictionary(nasty, anything, { maxKeys: 2 }))
    .map(([named, others]) => ({ ...others, ...named }));
}

const ADMIN = "arn:aws:iam::111122223333:role/admin";
const attributes = members({
  sub: fc.constant("u-1"),
  email: fc.constant("ann@example.org"),
  locale: mostly("en-GB", "fr-FR"),
  "custom:company": mostly("c1", "c2", "", "c".repeat(37)),
  "custom:status": mostly("active", "suspended", "closed"),
  "custom:level": mostly("0", "5", "10", "11", "x"),
  "custom:vip": mostly("true", "false", "TRUE"),
});
const settings = members({
  partnerId: mostly("p-100", "p-200", "p".repeat(21)),
  adminRole: mostly(ADMIN, "admin"),
  customerRole: mostly("arn:aws:iam::111122223333:role/customer"),
  regions: mostly(["eu"], ["eu", "us"], ["mars"], []),
});
const found = (fields: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
  fc.oneof(
    { weight: 4, arbitrary: members(fields).map((values) => ({ status: "found", fields: values })) },
    { weight: 1, arbitrary: fc.constantFrom({ status: "missing" }, { status: "failed" }) },
  );
const shared = {
  scopes: fc.uniqueArray(
    fc.oneof(
      fc.constantFrom("openid", "email", "phone", "aws.cognito.signin.user.admin"),
      fc.constantFrom("orders/read", "orders/write", "admin/*"),
      nasty,
    ),
    { maxLength: 5 },
  ),
  metadata: fc.option(members({ note: mostly("hello", "much too long") })),
  settings,
  lookups: fc.record(
    {
      membership: found({
        plan: mostly("pro", "free", "p".repeat(17)),
        seats: mostly(0, 10, 1001, "5", null),
      }),
      contract: found({ tier: mostly("gold", "silver", "tin", null) }),
    },
    { requiredKeys: [] },
  ),
  policyHash: fc.constantFrom("0123456789ab", undefined),
};

/** Any facts that a trigger could gather for the policy `shop`, however broken their values. */
export const facts: fc.Arbitrary<Facts> = fc
  .oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant("user"),
        client: fc.oneof(
          { weight: 9, arbitrary: fc.constantFrom("web", "kiosk") },
          fc.constant("partner"),
          nasty,
        ),
        attributes,
        groups: fc.array(fc.oneof(fc.constantFrom("ADMINS", "EVERYONE", "TRIAL"), nasty), { maxLength: 4 }),
        ...shared,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("machine"),
        client: fc.oneof(
          { weight: 9, arbitrary: fc.constantFrom("partner", "batch") },
          fc.constant("web"),
          nasty,
        ),
        ...shared,
      }),
    },
  )
  // As it comes out of JSON: with own `__proto__` members, and without undefined ones.
  .map((given) => JSON.parse(JSON.stringify(given)) as Facts);
