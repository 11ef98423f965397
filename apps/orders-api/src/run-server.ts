// How does a program run the server until it is told to stop?
import { once } from "node:events";
import { type ServerOptions, startServer } from "./server.ts";

/**
 * Runs a server until SIGTERM or SIGINT, and then until the requests in flight are answered. Its log begins with one line that says the port.
 *
 * @throws as `startServer`
 */
export async function runServer(options: ServerOptions): Promise<void> {
  const signal = Promise.race([once(process, "SIGTERM"), once(process, "SIGINT")]);
  const { port, stop } = await startServer(options);
  process.stdout.write(`${JSON.stringify({ level: "info", message: "orders api listens", port })}\n`);
  await signal;
  await stop();
}
