// Who is signed in when the page opens? Whoever comes back from the hosted login, or was signed in before a reload.
import { isJsonObject } from "@claimsmith/cognito-model";
import type { LabSettings } from "../settings/settings.ts";
import { type Failure, failureOf } from "./failures.ts";
import { isLoginAnswer, pendingLogin } from "./hosted/pending-login.ts";
import type { Session, Way } from "./session.ts";
import { remembered } from "./tab-memory.ts";

/** What the page opens with. */
export interface Opening {
  readonly session?: Session;
  readonly failure?: Failure;
}

interface RememberedWay {
  readonly way: Way;
}

function isRememberedWay(value: unknown): value is RememberedWay {
  return isJsonObject(value) && (value.way === "amplify" || value.way === "hosted");
}

/** The way of this tab's sign-in: so that Amplify is loaded only for who used it. */
export function rememberedWay() {
  return remembered(sessionStorage, "token-lab.way", isRememberedWay);
}

/** Finishes a hosted login or finds the session of this tab. Call it once. Never rejects. */
export async function restoreSession(settings: LabSettings): Promise<Opening> {
  const query = new URLSearchParams(location.search);
  const earlier = () => openingOf(earlierSession(settings));
  if (!isLoginAnswer(query)) return earlier();
  const opening = await openingOf(finishedLogin(settings, query));
  // Whoever was signed in stays so: nobody is signed out by a link to this page.
  return opening.failure === undefined ? opening : { ...(await earlier()), ...opening };
}

async function openingOf(found: Promise<Session | undefined>): Promise<Opening> {
  try {
    const session = await found;
    return session === undefined ? {} : { session };
  } catch (error) {
    return { failure: failureOf(error) };
  }
}

async function finishedLogin(settings: LabSettings, query: URLSearchParams): Promise<Session> {
  const pending = pendingLogin(sessionStorage).take();
  // The code is not for the history, nor for whoever looks at the address.
  history.replaceState(null, "", `/${pending?.hash ?? ""}`);
  const { finishLogin } = await import("./hosted/finish-login.ts");
  return finishLogin(settings, { query, pending });
}

const EARLIER: Readonly<Record<Way, (settings: LabSettings) => Promise<Session | undefined>>> = {
  amplify: async (settings) => (await import("./amplify/amplify-session.ts")).amplifySession(settings),
  hosted: async (settings) => (await import("./hosted/hosted-session.ts")).rememberedSession(settings),
};

async function earlierSession(settings: LabSettings): Promise<Session | undefined> {
  const earlier = rememberedWay().read();
  return earlier === undefined ? undefined : EARLIER[earlier.way](settings);
}
