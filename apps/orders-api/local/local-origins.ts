// Which pages may call the API on one's own machine? Those of the other processes that `dev` runs.

/** The origins of `CLAIMSMITH_URLS` (JSON, process → URL) without the process's own port; none where it is not set. */
export function localOrigins(urls: string | undefined, ownPort: number): readonly string[] {
  if (urls === undefined) return [];
  return Object.values(JSON.parse(urls) as Readonly<Record<string, string>>)
    .map((url) => new URL(url))
    .filter(({ port }) => Number(port) !== ownPort)
    .map(({ origin }) => origin);
}
