// Which views has the page?

/** The part of the address behind `#`. */
export type Route = "tokens" | "calls" | "policy";

/** What is said of a view. */
export interface ViewRow {
  /** In the navigation. */
  readonly name: string;
  /** The heading. */
  readonly title: string;
  /** False for what works without signing in. */
  readonly needsSession: boolean;
}

/** The views in the order of the navigation. */
export const VIEWS: Readonly<Record<Route, ViewRow>> = {
  tokens: { name: "Tokens", title: "Both tokens, side by side", needsSession: true },
  calls: { name: "Calls", title: "Call the API with either token", needsSession: true },
  policy: { name: "Policy", title: "Try a policy", needsSession: false },
};

/** All routes, in the order of the navigation. */
export const ROUTES: readonly Route[] = ["tokens", "calls", "policy"];

/** The view that an address asks for; the first where it names none. */
export function routeOf(hash: string): Route {
  return ROUTES.find((route) => hash === `#${route}`) ?? "tokens";
}
