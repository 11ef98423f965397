// How does a sign-in with Amplify go on and end?
import { fetchAuthSession, signOut } from "aws-amplify/auth";
import type { LabSettings } from "../../settings/settings.ts";
import { SessionError } from "../failures.ts";
import type { Session } from "../session.ts";
import { configureAmplify } from "./configure-amplify.ts";

/**
 * The session that Amplify keeps in this tab; `undefined` if there is none. Expired tokens are refreshed.
 * @throws what Amplify throws
 */
export async function amplifySession(settings: LabSettings): Promise<Session | undefined> {
  configureAmplify(settings);
  return currentSession({ forceRefresh: false });
}

async function currentSession(options: { readonly forceRefresh: boolean }): Promise<Session | undefined> {
  const { tokens } = await fetchAuthSession(options);
  if (tokens === undefined) return undefined;
  const { accessToken, idToken } = tokens;
  return {
    way: "amplify",
    tokens: {
      accessToken: accessToken.toString(),
      ...(idToken === undefined ? {} : { idToken: idToken.toString() }),
    },
    refresh: async () => {
      const session = await currentSession({ forceRefresh: true });
      if (session === undefined) throw new SessionError("SessionEnded");
      return session;
    },
    signOut: async () => {
      await signOut();
      return undefined;
    },
  };
}
