// How does an endpoint die in the middle of a deploy, at the same point each time?
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";

/** An endpoint that passes requests on until one is fatal. */
export interface DyingEndpoint {
  readonly endpoint: string;
  close(): void;
}

/** Passes requests on to `target` up to the first for which `isFatal`: that one gets no answer, and `die` is called. */
export async function dyingEndpoint(
  target: string,
  isFatal: (method: string, path: string) => boolean,
  die: () => Promise<void>,
): Promise<DyingEndpoint> {
  let dead: Promise<void> | undefined;
  const server = createServer(({ method = "", url = "", headers, ...rest }, response) => {
    void rest;
    if (dead !== undefined || isFatal(method, url)) {
      dead ??= die();
      void dead.then(() => response.destroy());
      return;
    }
    const onward = request(new URL(url, target), { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    response.req.pipe(onward);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
