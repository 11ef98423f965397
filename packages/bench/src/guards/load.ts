// Who asks? autocannon, in a process of its own, so that its work is not counted as the server's.
import { fork } from "node:child_process";
import { once } from "node:events";
import autocannon from "autocannon";

/** What one load is: so many requests, spread over one connection for each token. */
interface Load {
  readonly port: number;
  readonly tokens: readonly string[];
  readonly count: number;
}

/** A process that asks. */
export interface LoadProcess {
  /** @throws Error where a single request is not answered with 2xx */
  run(load: Load): Promise<void>;
  close(): void;
}

/** Starts this program as that process. */
export function startLoadProcess(): LoadProcess {
  const [, program = ""] = process.argv;
  const child = fork(program, ["--only", "guards-load"]);
  return {
    run: async (load) => {
      child.send(load);
      const [good] = (await once(child, "message")) as [number];
      if (good < load.count) throw new Error("a request to a measured route was refused");
    },
    close: () => void child.disconnect(),
  };
}

/** What that process does. */
export function serveGuardLoads(): void {
  process.on("message", async (message) => {
    const { port, tokens, count } = message as Load;
    const headers = tokens.map((token) => ({ authorization: `Bearer ${token}` }));
    const { "2xx": good } = await autocannon({
      url: `http://127.0.0.1:${port}/orders`,
      connections: tokens.length,
      amount: Math.max(count, tokens.length),
      // It looks only so often whether it is done. Milliseconds.
      sampleInt: 5,
      setupClient: (client) => client.setHeaders(headers.pop() ?? {}),
    });
    process.send?.(good);
  });
}
