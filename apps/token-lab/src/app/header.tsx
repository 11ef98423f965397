// What is at the top of the page? Its name, the views, and who is signed in.
import { useSession } from "../session/session-context.tsx";
import { signedInName } from "../session/signed-in-name.ts";
import type { LabSettings } from "../settings/settings.ts";
import { Tag } from "../ui/tag.tsx";
import { ROUTES, type Route, VIEWS } from "./views.ts";

/** What the header is given. */
export interface HeaderProps {
  readonly route: Route;
  readonly settings: LabSettings;
}

/** The top of the page, the same in every view. */
export function Header({ route, settings }: HeaderProps) {
  return (
    <header className="page-header">
      <p className="brand">Token Lab</p>
      <nav aria-label="Views">
        <ul>
          {ROUTES.map((name) => (
            <li key={name}>
              <a href={`#${name}`} {...(name === route ? { "aria-current": "page" as const } : {})}>
                {VIEWS[name].name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <WhoIsSignedIn settings={settings} />
    </header>
  );
}

const WAYS = { amplify: "by Amplify (SRP)", hosted: "by the hosted login" } as const;

function WhoIsSignedIn({ settings }: { readonly settings: LabSettings }) {
  const { session, isBusy, refresh, signOut } = useSession();
  if (session === undefined) return <Tag>{settings.environment}</Tag>;
  return (
    <div className="row who">
      <Tag>{settings.environment}</Tag>
      <span>
        <strong>{signedInName(session.tokens, settings)}</strong>{" "}
        <span className="quiet">{WAYS[session.way]}</span>
      </span>
      <button type="button" disabled={isBusy} onClick={() => void refresh()}>
        Refresh tokens
      </button>
      <button type="button" disabled={isBusy} onClick={() => void signOut()}>
        Sign out
      </button>
    </div>
  );
}
