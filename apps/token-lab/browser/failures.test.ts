// Is it said decently when something does not work: a refusing trigger, a wrong password, servers that are down?
import { afterAll, beforeAll, expect, it } from "vitest";
import { freePort, type LabProcess, startLab } from "./lab-process.ts";
import { browserTests } from "./pages.ts";
import { askToSignIn, goTo, signIn, type Way } from "./people.ts";

/** What nobody who signs in should read. */
const INTERNALS = /Exception|account_suspended|suspended|custom:status|at .*\.js/;

browserTests("when something does not work", ({ dev, open }) => {
  it("a trigger that refuses, by Amplify", async () => {
    const { page, close } = await open();
    await askToSignIn(page, dev, { person: "carol", way: "Amplify" });
    await page.getByText("The pool's trigger issued no tokens for this account.").first().waitFor();
    expect(await page.locator("body").textContent()).not.toMatch(INTERNALS);
    await close();
  });

  it("a trigger that refuses, by the hosted login: the pool's own page says so", async () => {
    const { page, close } = await open();
    await askToSignIn(page, dev, { person: "carol", way: "hosted login" });
    await page.getByRole("alert").waitFor();
    expect(await page.locator("body").textContent()).not.toMatch(INTERNALS);
    expect(new URL(page.url()).origin).toBe(dev.endpoint);
    await close();
  });

  it("a wrong password", async () => {
    const { page, close } = await open();
    const wrong = {
      ...dev,
      users: { ...dev.users, bob: { username: "bob@example.com", password: "Wrong-1x" } },
    };
    await askToSignIn(page, wrong, { person: "bob", way: "Amplify" });
    await page.getByText("User name and password do not fit.").first().waitFor();
    await close();
  });

  it("an answer of the hosted login that nobody asked for", async () => {
    const { page, close } = await open({ url: `${dev.processes.lab.url}/?code=made-up&state=made-up` });
    await page.getByRole("alert").waitFor();
    expect(new URL(page.url()).search).toBe("");
    await page.getByRole("button", { name: "Go to the hosted login" }).waitFor();
    await close();
  });

  let lab: LabProcess;
  beforeAll(async () => {
    const dead = `http://localhost:${await freePort()}`;
    const { userPoolId, clients } = dev;
    lab = await startLab({
      region: "eu-west-1",
      userPoolId,
      clientId: clients.web?.clientId ?? "",
      client: "web",
      environment: "local",
      issuer: `${dead}/${userPoolId}`,
      userPoolEndpoint: dead,
      api: { url: dead, graphqlUrl: `${dead}/graphql` },
    });
  });
  afterAll(() => lab?.close());

  it.each<Way>(["Amplify", "hosted login"])("a pool that is down, by %s", async (way) => {
    const { page, close } = await open({ url: lab.url });
    if (way === "Amplify") await askToSignIn(page, dev, { person: "bob", way });
    else await page.getByRole("button", { name: "Go to the hosted login" }).click();
    await page.getByText("The user pool cannot be reached.").first().waitFor();
    await close();
  });

  it("an API that is down", async () => {
    const { page, close } = await open();
    await signIn(page, dev, { person: "bob", way: "Amplify" });
    await page.route(`${dev.processes.api.url}/**`, (route) => route.abort("connectionrefused"));
    await goTo(page, "Calls");
    await page.getByText("The API does not answer").waitFor();
    await page.unroute(`${dev.processes.api.url}/**`);
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("row", { name: "GET /orders" }).first().waitFor();
    await close();
  });
});
