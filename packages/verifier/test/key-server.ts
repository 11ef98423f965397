// A real key server on this machine, whose answers and whose count of requests a test can see.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { USER_POOL_ID } from "./issuer.ts";

/** A key server: `answer` may be changed while it runs. */
export interface KeyServer {
  /** The issuer whose keys it serves. */
  readonly issuer: string;
  answer: { status: number; body: string };
  readonly requests: readonly string[];
  close(): Promise<void>;
}

/** Starts a key server on a free port of 127.0.0.1. */
export async function startKeyServer(jwks: object): Promise<KeyServer> {
  const requests: string[] = [];
  const answer = { status: 200, body: JSON.stringify(jwks) };
  const server = createServer((request, response) => {
    requests.push(request.url ?? "");
    response.writeHead(keyServer.answer.status, { location: "/elsewhere", connection: "close" });
    response.end(keyServer.answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const keyServer: KeyServer = {
    issuer: `http://127.0.0.1:${port}/${USER_POOL_ID}`,
    answer,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return keyServer;
}
