// How does a test send a request just as it is written? Over a socket of its own, with header lines that may come twice.
import { request as httpRequest } from "node:http";
import type { AddressInfo, Server } from "node:net";
import type { RunningApp, TestAnswer, TestRequest } from "./app.ts";

/** An app that a server on 127.0.0.1 answers for. */
export function overHttp(server: Server, close: () => Promise<unknown> | unknown): RunningApp {
  const { port } = server.address() as AddressInfo;
  return { request: (request) => send(port, request), close: async () => void (await close()) };
}

/** Waits until a server listens on a free port of 127.0.0.1. */
export async function listening(server: Server): Promise<Server> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return server;
}

function send(port: number, request: TestRequest): Promise<TestAnswer> {
  const { method = "GET", target = "/orders", headers = [], body } = request;
  const lines = [["host", "api.example.org"], ["connection", "close"], ...headers].flat();
  if (body !== undefined) lines.push("content-length", String(Buffer.byteLength(body)));
  return new Promise((resolve, reject) => {
    const options = { port, host: "127.0.0.1", method, path: target, headers: lines, agent: false };
    const sent = httpRequest(options, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk);
      const text = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
      resolve({
        status: answer.statusCode ?? 0,
        headers: Object.fromEntries(text),
        body: Buffer.concat(chunks).toString(),
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

/** A body that comes in parts. */
export function inParts(parts: readonly string[]): ReadableStream {
  const bytes = parts.map((part) => new TextEncoder().encode(part));
  return new ReadableStream({
    pull: (controller) => {
      const next = bytes.shift();
      if (next === undefined) controller.close();
      else controller.enqueue(next);
    },
  });
}
