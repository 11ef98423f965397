// What is on the page? A header for who is signed in, and one of three views.
import { Suspense, useRef } from "react";
import { Header } from "./app/header.tsx";
import { PageHeading } from "./app/page-heading.tsx";
import { useRoute } from "./app/route.ts";
import { SkipLink } from "./app/skip-link.tsx";
import { ViewBoundary } from "./app/view-boundary.tsx";
import { ViewContent } from "./app/view-content.tsx";
import { VIEWS } from "./app/views.ts";
import type { Opening } from "./session/restore-session.ts";
import { SessionProvider, useSession } from "./session/session-context.tsx";
import type { LabSettings } from "./settings/settings.ts";
import { Loading } from "./ui/loading.tsx";
import { Notice } from "./ui/notice.tsx";

/** What the page is given. Both stay the same. */
export interface AppProps {
  readonly settings: LabSettings;
  readonly opening: Promise<Opening>;
}

/** The page. */
export function App({ settings, opening }: AppProps) {
  return (
    <SessionProvider settings={settings} opening={opening}>
      <Page settings={settings} />
    </SessionProvider>
  );
}

function Page({ settings }: { readonly settings: LabSettings }) {
  const route = useRoute();
  const { session, failure, said, isOpening } = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  const view = VIEWS[route];
  const isSignIn = view.needsSession && session === undefined && !isOpening;
  const title = isSignIn ? "Sign in" : view.title;
  return (
    <>
      <SkipLink target={heading} />
      <Header route={route} settings={settings} />
      <main className="page">
        <PageHeading title={title} isOpening={isOpening} heading={heading} />
        <p className="visually-hidden" role="status">
          {said}
        </p>
        {failure !== undefined && (
          <Notice tone="bad" title={failure.title}>
            {failure.advice}
          </Notice>
        )}
        <ViewBoundary key={title}>
          <Suspense fallback={<Loading what="the view" />}>
            <ViewContent route={route} settings={settings} />
          </Suspense>
        </ViewBoundary>
      </main>
    </>
  );
}
