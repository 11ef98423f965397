// Does the policy bench show what a policy makes of somebody, and what an edit changes, without sending anything?
import { expect, it } from "vitest";
import { browserTests } from "./pages.ts";

browserTests("the policy bench", ({ dev, open }) => {
  it("works without signing in, and asks no server for anything", async () => {
    const { page, complaints, close } = await open({ url: `${dev.processes.lab.url}/#policy` });
    await page.getByRole("region", { name: "The tokens" }).waitFor();
    const asked: string[] = [];
    page.on("request", ({ url }) => void asked.push(new URL(url()).origin));
    await page.getByRole("combobox", { name: "Who" }).selectOption("persona:bob");
    const access = page.getByRole("table", { name: "Access token" }).first();
    await access.getByText("c-1002").waitFor();
    expect(await access.getByText("admin/*").count()).toBe(0);
    await page.getByRole("checkbox", { name: "ADMINS" }).check();
    await access.getByText("admin/*").waitFor();
    await page.getByRole("combobox", { name: "Who" }).selectOption("persona:carol");
    await page.getByText("account_suspended").first().waitFor();
    expect(asked.filter((origin) => origin !== dev.processes.lab.url)).toEqual([]);
    expect(complaints).toEqual([]);
    await close();
  });

  it("lists what is wrong with an edited policy, and shows the difference of a valid one as in a plan", async () => {
    const { page, complaints, close } = await open({ url: `${dev.processes.lab.url}/#policy` });
    const editor = page.getByLabel("Policy as JSON");
    const policy = JSON.parse(await editor.inputValue());
    await editor.fill(JSON.stringify({ ...policy, clients: {} }));
    await page.getByText("CLIENT_UNDECLARED").or(page.getByText("UNDECLARED")).first().waitFor();

    // Whoever is in EVERYONE gets what was for ADMINS: a widening.
    policy.accessToken.scopes["admin/*"].when = policy.accessToken.scopes["everyone/*"].when;
    await editor.fill(JSON.stringify(policy, null, 2));
    await page.getByText("A valid policy").waitFor();
    await page.getByRole("button", { name: "Compare with today" }).click();
    const plan = page.getByRole("region", { name: "The difference to today's policy" });
    await plan.getByText("scope admin/*").first().waitFor();
    await plan.getByText("bob", { exact: true }).waitFor();
    expect(await plan.getByText("carol", { exact: true }).count()).toBe(0);

    await page.getByRole("button", { name: "Reset" }).click();
    await page.getByText("This is today's policy").waitFor();
    expect(complaints).toEqual([]);
    await close();
  });
});
