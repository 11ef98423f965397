// What does a view show? Its content, loaded when it is asked for; the sign-in where it needs tokens and there are none.
import { type ComponentType, lazy } from "react";
import { useSession } from "../session/session-context.tsx";
import type { Tokens } from "../session/tokens.ts";
import type { LabSettings } from "../settings/settings.ts";
import { Loading } from "../ui/loading.tsx";
import { SignInView } from "./sign-in-view.tsx";
import type { Route } from "./views.ts";

const TokensView = lazy(async () => ({ default: (await import("../tokens/tokens-view.tsx")).TokensView }));
const CallsView = lazy(async () => ({ default: (await import("../calls/calls-view.tsx")).CallsView }));
const BenchView = lazy(async () => ({ default: (await import("../bench/bench-view.tsx")).BenchView }));

/** The views that look at tokens. */
const TOKEN_VIEWS: Readonly<
  Record<Exclude<Route, "policy">, ComponentType<{ tokens: Tokens; settings: LabSettings }>>
> = { tokens: TokensView, calls: CallsView };

/** What the view is given. */
export interface ViewContentProps {
  readonly route: Route;
  readonly settings: LabSettings;
}

/** The content of a view. */
export function ViewContent({ route, settings }: ViewContentProps) {
  const { session, isOpening } = useSession();
  if (route === "policy") return <BenchView environment={settings.environment} />;
  if (isOpening) return <Loading what="the sign-in" />;
  if (session === undefined) return <SignInView settings={settings} />;
  const View = TOKEN_VIEWS[route];
  return <View tokens={session.tokens} settings={settings} />;
}
