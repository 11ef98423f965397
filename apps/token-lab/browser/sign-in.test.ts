// Do people sign in by both ways, see their tokens, refresh them and sign out?
import { expect, it } from "vitest";
import { browserTests } from "./pages.ts";
import { claimRow, goTo, type Person, signIn, tokenRegion, type Way } from "./people.ts";

const COMPANIES = { alice: "c-1001", bob: "c-1002" } as const;

browserTests("signing in", ({ dev, open }) => {
  const cases: readonly (readonly [Exclude<Person, "carol">, Way])[] = [
    ["alice", "Amplify"],
    ["alice", "hosted login"],
    ["bob", "Amplify"],
    ["bob", "hosted login"],
  ];

  it.each(cases)("%s by %s sees what each token carries, and keeps it over a reload", async (person, way) => {
    const { page, complaints, close } = await open();
    await signIn(page, dev, { person, way });
    expect(new URL(page.url()).search).toBe("");

    const email = dev.users[person]?.username ?? "";
    await claimRow(page, "ID token", "email").getByText(email).first().waitFor();
    await claimRow(page, "ID token", "email").getByText("personal data").waitFor();
    await claimRow(page, "Access token", "company_id").getByText(COMPANIES[person]).waitFor();
    await claimRow(page, "Access token", "company_id").getByText("accessToken.claims.company_id").waitFor();
    expect(await claimRow(page, "Access token", "email").count()).toBe(0);
    const scopes = (await claimRow(page, "Access token", "scope").textContent()) ?? "";
    expect(scopes.includes("admin/*")).toBe(person === "alice");

    await page.reload();
    await claimRow(page, "Access token", "company_id").getByText(COMPANIES[person]).waitFor();
    expect(complaints).toEqual([]);
    await close();
  });

  it.each<Way>(["Amplify", "hosted login"])(
    "by %s: refreshing gives other tokens, and signing out leaves nothing behind",
    async (way) => {
      const { page, complaints, close } = await open();
      await signIn(page, dev, { person: "alice", way });
      const shownJti = () => claimRow(page, "Access token", "jti").getByRole("cell").first().textContent();
      const before = await shownJti();
      await page.getByRole("button", { name: "Refresh tokens" }).click();
      await page.getByRole("status").filter({ hasText: "Tokens refreshed." }).waitFor();
      expect(await shownJti()).not.toBe(before);

      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByRole("button", { name: "Go to the hosted login" }).waitFor();
      const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
      expect(kept).not.toMatch(/eyJ/);
      expect(complaints).toEqual([]);
      await close();
    },
  );

  it("keeps tokens in sessionStorage at most, and shows a raw one only when asked to", async () => {
    const { page, close } = await open();
    await signIn(page, dev, { person: "bob", way: "Amplify" });
    await tokenRegion(page, "Access token").waitFor();
    expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toMatch(/eyJ/);
    expect(await page.context().cookies()).toEqual([]);
    expect(await page.content()).not.toMatch(/eyJ[\w-]+\.eyJ/);
    await page.getByRole("button", { name: "Show the raw access token" }).click();
    await tokenRegion(page, "Access token")
      .getByText(/^eyJ[\w-]+\.eyJ[\w-]+\.[\w-]+$/)
      .waitFor();
    expect((await page.content()).match(/eyJ[\w-]+\.eyJ/g)).toHaveLength(1);
    await close();
  });

  it("counts down to the expiry, says so, and refreshes to tokens that count again", async () => {
    const { page, close } = await open();
    await page.clock.install();
    await page.reload();
    await signIn(page, dev, { person: "alice", way: "hosted login" });
    await tokenRegion(page, "Access token").getByRole("timer").getByText("expires in").waitFor();
    await page.clock.fastForward("16:00");
    await tokenRegion(page, "Access token").getByText("The access token has expired.").waitFor();
    expect(await tokenRegion(page, "Access token").getByRole("timer").textContent()).toBe("expired");
    await page.clock.setSystemTime(new Date());
    await page.getByRole("button", { name: "Refresh tokens" }).click();
    await tokenRegion(page, "Access token").getByRole("timer").getByText("expires in").waitFor();
    await close();
  });

  it("comes back to the sign-in when the address asks for a view that needs one", async () => {
    const { page, close } = await open();
    await goTo(page, "Calls");
    await page.getByRole("heading", { level: 1, name: "Sign in" }).waitFor();
    await goTo(page, "Policy");
    await page.getByRole("heading", { level: 1, name: "Try a policy" }).waitFor();
    await close();
  });
});
