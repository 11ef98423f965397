// Where does an environment's page live when its process has got another port than the configuration says?
import type { BlueprintEnvironment } from "@claimsmith/claims-policy";

/** The ports that processes have, by the port that the configuration gives them. */
export type MovedPorts = ReadonlyMap<number, number>;

type WithOrigins = BlueprintEnvironment & { readonly allowedOrigins?: readonly string[] };

/** A URL of this machine, as it stands in an environment: redirects name `localhost`, which Cognito allows with http. */
const LOCAL_URL = /^http:\/\/localhost:(\d+)(?=[/?#]|$)/;

/**
 * The environment with every callback URL, logout URL and origin of `http://localhost:PORT` at the port that has taken its place.
 * All others stay as they are.
 */
export function movedEnvironment<E extends WithOrigins>(environment: E, ports: MovedPorts): E {
  const moved = (urls: readonly string[]) => urls.map((url) => movedUrl(url, ports));
  const { clients, allowedOrigins } = environment;
  return {
    ...environment,
    ...(clients !== undefined && { clients: movedClients(clients, moved) }),
    ...(allowedOrigins !== undefined && { allowedOrigins: moved(allowedOrigins) }),
  };
}

type Clients = NonNullable<BlueprintEnvironment["clients"]>;

function movedClients(clients: Clients, moved: (urls: readonly string[]) => readonly string[]): Clients {
  const rows = Object.entries(clients).map(([name, { callbackUrls, logoutUrls }]) => {
    const urls = { callbackUrls: moved(callbackUrls), ...(logoutUrls && { logoutUrls: moved(logoutUrls) }) };
    return [name, urls] as const;
  });
  return Object.fromEntries(rows);
}

function movedUrl(url: string, ports: MovedPorts): string {
  return url.replace(LOCAL_URL, (origin, port: string) => {
    const taken = ports.get(Number(port));
    return taken === undefined ? origin : `http://localhost:${taken}`;
  });
}
