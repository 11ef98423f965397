// Which view does the address ask for?
import { useSyncExternalStore } from "react";
import { type Route, routeOf } from "./views.ts";

function subscribe(onChange: () => void): () => void {
  addEventListener("hashchange", onChange);
  return () => removeEventListener("hashchange", onChange);
}

/** The view that the address asks for, now and whenever it changes. */
export function useRoute(): Route {
  return useSyncExternalStore(subscribe, () => routeOf(location.hash));
}
