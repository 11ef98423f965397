// How does a person sign in with the browser? By both ways, as on the page.
import type { Page } from "playwright-core";
import type { DevReady } from "./dev-process.ts";

/** The personas that have accounts. */
export type Person = "alice" | "bob" | "carol";

/** The two ways to sign in. */
export type Way = "Amplify" | "hosted login";

/** Who signs in, and how. */
export interface SignIn {
  readonly person: Person;
  readonly way: Way;
}

/** Fills the form of the way and sends it. It does not wait for what comes of it. */
export async function askToSignIn(page: Page, dev: DevReady, { person, way }: SignIn): Promise<void> {
  const { username = "", password = "" } = dev.users[person] ?? {};
  if (way === "hosted login") {
    await page.getByRole("button", { name: "Go to the hosted login" }).click();
    await page.waitForURL(`${dev.endpoint}/login**`);
  }
  const form = way === "Amplify" ? page.getByRole("region", { name: "with Amplify" }) : page;
  await form.getByLabel(/email|e-mail|user name/i).fill(username);
  await form.getByLabel("Password", { exact: true }).fill(password);
  await form.getByRole("button", { name: "Sign in", exact: true }).click();
}

/** Signs in, and waits until the page shows who is there. */
export async function signIn(page: Page, dev: DevReady, how: SignIn): Promise<void> {
  await askToSignIn(page, dev, how);
  await page.getByRole("button", { name: "Sign out" }).waitFor();
}

/** The region of one token. */
export const tokenRegion = (page: Page, name: "ID token" | "Access token") =>
  page.getByRole("region", { name, exact: true });

/** The row of a claim in the table of a token. */
export const claimRow = (page: Page, token: "ID token" | "Access token", claim: string) =>
  tokenRegion(page, token)
    .getByRole("row")
    .filter({ has: page.getByRole("rowheader").getByText(claim, { exact: true }) });

/** Goes to a view by the navigation. */
export async function goTo(page: Page, view: "Tokens" | "Calls" | "Policy"): Promise<void> {
  await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: view }).click();
}
