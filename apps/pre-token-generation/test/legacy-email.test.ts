// Do the tokens of a V1 pool carry what the older policy declares: on the ID token, and only groups on the access token?
import { poolBlueprint, type UserPersona } from "@claimsmith/claims-policy";
import { legacyEmail } from "@claimsmith/orders-policy";
import { afterAll, beforeAll, expect, it } from "vitest";
import { addUser, claimsOf, ENTRIES, logOf, openWorld, signIn, type World } from "./world.ts";

const blueprint = poolBlueprint(legacyEmail);
const member: UserPersona = {
  kind: "user",
  about: "a member who reads the newsletter",
  clients: ["shop"],
  groups: ["MEMBERS", "NEWSLETTER"],
  attributes: { email: "dana@example.com", email_verified: "true", name: "Dana Drew" },
};

let world: World;
/** The same pool without a trigger. */
let plain: World;

beforeAll(async () => {
  world = await openWorld({ blueprint, entry: ENTRIES.legacyEmail });
  plain = await openWorld({ blueprint, entry: null });
  for (const each of [world, plain]) await addUser(each, member);
}, 30_000);

afterAll(async () => {
  await world.close();
  await plain.close();
});

/** What is different at each sign-in, or for each user. */
const VARYING = [
  "auth_time",
  "cognito:username",
  "event_id",
  "exp",
  "iat",
  "iss",
  "jti",
  "origin_jti",
  "sub",
  "username",
];

async function claims(where: World, token: "access" | "id"): Promise<Readonly<Record<string, unknown>>> {
  const all = await claimsOf(where, (await signIn(where, "shop", member))[token]);
  return Object.fromEntries(Object.entries(all).filter(([name]) => !VARYING.includes(name)));
}

it("is configured for version 1 and the lowest plan", () => {
  expect(blueprint.trigger).toEqual({ eventVersion: "V1_0", lowestPlan: "LITE" });
});

it("adds an e-mail claim to the ID token and takes the user's own off it", async () => {
  const { email, email_verified, ...rest } = await claims(plain, "id");
  expect({ email, email_verified }).toEqual({ email: "dana@example.com", email_verified: true });
  expect(await claims(world, "id")).toEqual({
    ...rest,
    contact_email: "dana@example.com",
    membership: "shop",
    "cognito:groups": ["MEMBERS"],
  });
});

it("leaves the access token as it is, but for the groups", async () => {
  const untouched = await claims(plain, "access");
  expect([...(untouched["cognito:groups"] as string[])].sort()).toEqual(["MEMBERS", "NEWSLETTER"]);
  expect(untouched.scope).toBe("aws.cognito.signin.user.admin");
  expect(await claims(world, "access")).toEqual({ ...untouched, "cognito:groups": ["MEMBERS"] });
});

it("is asked by events of version 1", async () => {
  world.lines.length = 0;
  await signIn(world, "shop", member);
  expect(await logOf(world, 1)).toMatchObject([{ outcome: "issued", eventVersion: "1", client: "shop" }]);
});
