// Who is signed in, and what can be done about it, from anywhere in the page?
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from "react";
import type { LabSettings } from "../settings/settings.ts";
import { type Failure, failure, failureOf } from "./failures.ts";
import { type Opening, rememberedWay } from "./restore-session.ts";
import type { Session } from "./session.ts";

/** What the page knows of its sign-in. */
export interface SessionState {
  /** True until it is known whether somebody is signed in. */
  readonly isOpening: boolean;
  readonly session?: Session;
  /** Of the last attempt. */
  readonly failure?: Failure;
  /** What was done last, for screen readers: `Signed out.` */
  readonly said: string;
  /** True while the pool is asked something. */
  readonly isBusy: boolean;
}

/** The state, and what changes it. No function rejects: failures go into the state. */
export interface SessionActions extends SessionState {
  readonly accept: (session: Session) => void;
  readonly fail: (error: unknown) => void;
  readonly beginHostedLogin: () => Promise<void>;
  readonly refresh: () => Promise<void>;
  readonly signOut: () => Promise<void>;
}

const SessionContext = createContext<SessionActions | undefined>(undefined);

/** The sign-in of the page, below `SessionProvider`. */
export function useSession(): SessionActions {
  const actions = use(SessionContext);
  if (actions === undefined) throw new Error("expected a SessionProvider around this component");
  return actions;
}

/** What the provider needs. Both stay the same. */
export interface SessionProviderProps {
  readonly settings: LabSettings;
  /** What `restoreSession` promised. */
  readonly opening: Promise<Opening>;
  readonly children: ReactNode;
}

/** Gives the sign-in to everything below it. */
export function SessionProvider({ settings, opening, children }: SessionProviderProps) {
  const [state, setState] = useState<SessionState>({ isOpening: true, said: "", isBusy: false });
  const { session } = state;
  const accept = useCallback((next: Session, said = "Signed in.") => {
    rememberedWay().write({ way: next.way });
    setState({ isOpening: false, session: next, said, isBusy: false });
  }, []);
  const fail = useCallback(
    (error: unknown) => setState((current) => afterFailure(current, failureOf(error))),
    [],
  );
  useEffect(() => {
    opening.then((found) => {
      if (found.session !== undefined) accept(found.session);
      setState((current) => ({ ...current, ...found, isOpening: false }));
    });
  }, [opening, accept]);
  const attempt = useCallback(
    async (action: () => Promise<void>) => {
      setState(({ failure: _, ...current }) => ({ ...current, said: "", isBusy: true }));
      // Also where the browser leaves the page: by its back button it comes back as it was left.
      await action().then(() => setState((current) => ({ ...current, isBusy: false })), fail);
    },
    [fail],
  );
  const actions = useMemo(
    () => ({
      ...state,
      accept: (next: Session) => accept(next),
      fail,
      beginHostedLogin: () => attempt(() => goToHostedLogin(settings)),
      refresh: () => attempt(async () => session && accept(await session.refresh(), "Tokens refreshed.")),
      signOut: () => attempt(async () => session && setState(await signedOut(session))),
    }),
    [state, session, settings, accept, fail, attempt],
  );
  return <SessionContext value={actions}>{children}</SessionContext>;
}

/** Only a sign-in that has ended is gone: with a pool that is down, the tokens are still worth looking at. */
function afterFailure(current: SessionState, failure: Failure): SessionState {
  const { session: _, ...without } = current;
  const hasEnded = failure.code === "SESSION_ENDED";
  if (hasEnded) rememberedWay().forget();
  return { ...(hasEnded ? without : current), isOpening: false, isBusy: false, said: "", failure };
}

async function goToHostedLogin(settings: LabSettings): Promise<void> {
  const { beginLogin } = await import("./hosted/begin-login.ts");
  location.assign(await beginLogin(settings));
}

/** Signed out here in any case; a pool that could not be told is a failure to be shown. */
async function signedOut(session: Session): Promise<SessionState> {
  rememberedWay().forget();
  const state = { isOpening: false, said: "Signed out.", isBusy: false };
  try {
    const next = await session.signOut();
    if (next !== undefined) location.assign(next);
    return state;
  } catch {
    return { ...state, failure: failure("SIGN_OUT_UNTOLD") };
  }
}
