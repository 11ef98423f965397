// Does the example for profiles run, and is the README true to it?
import { expect, test } from "vitest";
import { greeter } from "../examples/profile.ts";
import text from "../examples/profile.ts?raw";
import readme from "../README.md?raw";
import { openProfileWorld } from "./profile-world.ts";

test("the example for profiles greets by name, where the token opens the profile", async () => {
  const { pool, verifier, signIn, close, ...world } = await openProfileWorld();
  const greet = greeter(`${pool.endpoint}/oauth2/userInfo`);
  const greetings: string[] = [];
  for (const scope of ["openid", "orders/read"]) {
    world.scopesToAdd.splice(0, 1, scope);
    const { accessToken } = await signIn();
    greetings.push(await greet(await verifier.verify(accessToken, { kind: "user" }), accessToken));
  }
  await close();
  expect(greetings).toEqual(["Hello Pat", "Hello"]);
});

test("the README has the example for profiles, word for word", () => {
  expect(readme).toContain(text.slice(text.indexOf("\n") + 1));
});
