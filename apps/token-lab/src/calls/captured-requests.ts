// Which requests does a library really send? What it hands to `fetch` is looked at while it works, and passed on unchanged.

/** One request, and what came of it. */
export interface Exchange {
  /** The `Authorization` header, exactly as it was sent. */
  readonly authorization?: string;
  readonly durationMs: number;
  /** A copy whose body nobody has read. Absent where none came. */
  readonly response?: Response;
}

/** What the work came to, and the requests that it made. */
export interface Captured<T> {
  readonly result: PromiseSettledResult<T>;
  readonly exchanges: readonly Exchange[];
}

/** One at a time: two would take each other's wrapping for the real `fetch`. */
let turn: Promise<unknown> = Promise.resolve();

/** Does the work, and gives its requests to `url`, in order. Requests elsewhere are none of its business. Never throws. */
export function capturedRequests<T>(url: string, work: () => Promise<T>): Promise<Captured<T>> {
  const mine = turn.then(() => capture(url, work));
  turn = mine;
  return mine;
}

async function capture<T>(url: string, work: () => Promise<T>): Promise<Captured<T>> {
  const realFetch = globalThis.fetch;
  const exchanges: Exchange[] = [];
  const wanted = new URL(url).href;
  globalThis.fetch = async (input, init) => {
    // A Request is not copied: that would take its body from who sends it.
    const request = input instanceof Request ? input : undefined;
    const address = new URL(request?.url ?? String(input), globalThis.location?.href);
    if (address.href !== wanted) return realFetch(input, init);
    const authorization = new Headers(init?.headers ?? request?.headers).get("authorization");
    const startedMs = performance.now();
    const keep = (response?: Response) =>
      exchanges.push({
        ...(authorization !== null && { authorization }),
        durationMs: performance.now() - startedMs,
        ...(response !== undefined && { response: response.clone() }),
      });
    try {
      const response = await realFetch(input, init);
      keep(response);
      return response;
    } catch (error) {
      keep();
      throw error;
    }
  };
  try {
    const [result] = await Promise.allSettled([work()]);
    return { result, exchanges };
  } finally {
    globalThis.fetch = realFetch;
  }
}
