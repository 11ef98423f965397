// How does somebody sign in, and what for? Two sentences for the newcomer, two ways, and the made-up people of a local pool.
import { lazy, Suspense } from "react";
import { useSession } from "../session/session-context.tsx";
import type { LabSettings } from "../settings/settings.ts";
import { Loading } from "../ui/loading.tsx";
import { Panel } from "../ui/panel.tsx";
import { PeopleList } from "./people-list.tsx";

/** Amplify is most of what the page weighs: the rest does not wait for it. */
const AmplifySignIn = lazy(async () => ({
  default: (await import("../session/amplify/amplify-sign-in.tsx")).AmplifySignIn,
}));

/** The first view of whoever is not signed in. */
export function SignInView({ settings }: { readonly settings: LabSettings }) {
  const { accept, fail, beginHostedLogin, isBusy } = useSession();
  return (
    <div className="stack">
      <div className="introduction">
        <p>
          An <strong>ID token</strong> tells the app that you sign in to who you are; it is meant for that app
          alone.
        </p>
        <p>
          An <strong>access token</strong> tells an API what you may do; it is the only one to send there.
        </p>
      </div>
      <div className="columns">
        <Panel title="On this page, with Amplify">
          <p className="quiet">The password stays here: SRP proves that you know it.</p>
          <Suspense fallback={<Loading what="Amplify" />}>
            <AmplifySignIn settings={settings} onSignedIn={accept} onFailure={fail} />
          </Suspense>
        </Panel>
        <div className="stack">
          <Panel title="At the pool's own login">
            <p className="quiet">
              You go to the hosted login, and come back with a code that this page trades for tokens (PKCE).
            </p>
            <button
              type="button"
              className="button-main"
              disabled={isBusy}
              onClick={() => void beginHostedLogin()}
            >
              Go to the hosted login
            </button>
          </Panel>
          {settings.people !== undefined && <PeopleList people={settings.people} />}
        </div>
      </div>
    </div>
  );
}
