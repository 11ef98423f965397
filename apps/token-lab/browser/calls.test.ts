// What does the API answer to each route with each token, and does the page say why?
import type { Page } from "playwright-core";
import { expect, it } from "vitest";
import { browserTests } from "./pages.ts";
import { goTo, type Person, signIn } from "./people.ts";

type Statuses = Readonly<Record<string, readonly [access: number, id: number]>>;

/** Every GET of the API. `{id}` is an order of the caller's company. */
const EXPECTED: Readonly<Record<Exclude<Person, "carol">, Statuses>> = {
  alice: {
    "GET /health": [200, 200],
    "GET /openapi.json": [200, 200],
    "GET /orders": [200, 401],
    "GET /orders/{id}": [200, 401],
    "GET /orders/{id}/receipt": [200, 401],
    "GET /admin/orders": [200, 401],
  },
  bob: {
    "GET /health": [200, 200],
    "GET /openapi.json": [200, 200],
    "GET /orders": [200, 401],
    "GET /orders/{id}": [200, 401],
    "GET /orders/{id}/receipt": [200, 401],
    "GET /admin/orders": [403, 401],
  },
};

const answerTo = (page: Page, what: string) =>
  page.getByRole("article", { name: `Answer to ${what}`, exact: true });

browserTests("calling the API", ({ dev, open }) => {
  it.each(["alice", "bob"] as const)("%s: every GET with both tokens", async (person) => {
    const { page, complaints, close } = await open();
    await signIn(page, dev, { person, way: "Amplify" });
    await goTo(page, "Calls");
    await page.getByRole("row", { name: "GET /orders" }).first().waitFor();
    await page.getByRole("button", { name: "Call GET /orders with the access token" }).click();
    await answerTo(page, "GET /orders with the access token").getByText("200").waitFor();
    await page.getByRole("button", { name: "Call every GET with both tokens" }).click();
    for (const [route, [access, id]] of Object.entries(EXPECTED[person])) {
      await answerTo(page, `${route} with the access token`)
        .getByText(String(access), { exact: true })
        .waitFor();
      await answerTo(page, `${route} with the ID token`).getByText(String(id), { exact: true }).waitFor();
    }
    await answerTo(page, "GET /orders with the ID token").getByText("Refused: an ID token").waitFor();
    // The browser itself reports each answer that is no success; nothing else may be said.
    expect(complaints.filter((text) => !/status of 40[13]/.test(text))).toEqual([]);
    await close();
  });

  it("places an order, cancels it, and refuses both with the ID token", async () => {
    const { page, close } = await open();
    await signIn(page, dev, { person: "bob", way: "hosted login" });
    await goTo(page, "Calls");
    for (const [token, status] of [
      ["access token", "201"],
      ["ID token", "401"],
    ] as const) {
      await page.getByRole("button", { name: `Call POST /orders with the ${token}` }).click();
      await answerTo(page, `POST /orders with the ${token}`).getByText(status, { exact: true }).waitFor();
    }
    const created = await answerTo(page, "POST /orders with the access token").locator("pre").textContent();
    const { id, companyId } = JSON.parse(created ?? "") as {
      readonly id: string;
      readonly companyId: string;
    };
    expect(companyId).toBe("c-1002");
    const cancel = page.getByRole("row", { name: "POST /orders/{id}/cancel" }).first();
    await cancel.getByRole("textbox").first().fill(id);
    await page.getByRole("button", { name: "Call POST /orders/{id}/cancel with the access token" }).click();
    await answerTo(page, "POST /orders/{id}/cancel with the access token").getByText('"cancelled"').waitFor();
    await close();
  });

  it.each(["Amplify", "hosted login"] as const)(
    "after a sign-in by %s Amplify's client sends the access token by itself; the override is refused",
    async (way) => {
      const { page, close } = await open();
      await signIn(page, dev, { person: "alice", way });
      await goTo(page, "Calls");
      const panel = page.getByRole("region", { name: "GraphQL through Amplify" });
      await panel.getByRole("radio", { name: "queryWithGroup" }).check();
      await panel.getByRole("button", { name: "Send through Amplify" }).click();
      await panel.getByText("the access token of this sign-in").waitFor();
      await answerTo(page, "the GraphQL operation with the access token")
        .getByText("The access token opens it")
        .waitFor();

      await panel.getByRole("checkbox", { name: "Send the ID token instead" }).check();
      await panel.getByRole("button", { name: "Send through Amplify" }).click();
      await panel.getByText("the ID token of this sign-in").waitFor();
      await answerTo(page, "the GraphQL operation with the ID token")
        .getByText("Refused: an ID token")
        .waitFor();
      await close();
    },
  );

  it("bob may not ask for what ADMINS alone may have, and hears why", async () => {
    const { page, close } = await open();
    await signIn(page, dev, { person: "bob", way: "Amplify" });
    await goTo(page, "Calls");
    const panel = page.getByRole("region", { name: "GraphQL through Amplify" });
    await panel.getByRole("radio", { name: "queryWithGroup" }).check();
    await panel.getByRole("button", { name: "Send through Amplify" }).click();
    await answerTo(page, "the GraphQL operation with the access token")
      .getByText("INSUFFICIENT_GROUP")
      .first()
      .waitFor();
    await close();
  });
});
