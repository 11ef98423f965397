// What can go wrong between a function and its tables? A real proxy in front of them that does it.
import { once } from "node:events";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to one request. `forward` lets it through. */
export type Fault = (response: ServerResponse, forward: () => void) => void;

/** Answers in place of the tables. */
export function answer(status: number, body: unknown): Fault {
  return (response) => {
    response.writeHead(status, { "content-type": "application/x-amz-json-1.0" });
    response.end(typeof body === "string" || body instanceof Uint8Array ? body : JSON.stringify(body));
  };
}

/** An error of DynamoDB: its own name, with a text that must not get out. */
export function refusal(status: number, name: string): Fault {
  return answer(status, { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: "canary-message" });
}

/** Lets the request through. */
export const pass: Fault = (_, forward) => forward();

/** Nothing comes, ever. */
export const silence: Fault = () => {};

/** Cuts the connection as a crash does: with a TCP reset. */
export const reset: Fault = ({ socket }) => void socket?.resetAndDestroy();

/** Half an answer, and then a reset. */
export const resetInBody: Fault = (response) => {
  response.writeHead(200, { "content-length": "1000" });
  response.write('{"Item":', () => response.socket?.resetAndDestroy());
};

/** Headers and the beginning of an answer, and then nothing. */
export const silenceInBody: Fault = (response) => {
  response.writeHead(200);
  response.write('{"Item":{"plan":{"S":"canary-half"}');
};

/** An answer that does not end. */
export const flood: Fault = (response) => {
  response.writeHead(200);
  const chunk = " ".repeat(65_536);
  const more = () => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once("drain", more);
  };
  more();
};

/** A proxy whose faults are taken one for each request; after the last one everything is let through. */
export interface FaultyProxy {
  readonly endpoint: string;
  readonly faults: Fault[];
  /** Bodies of the requests that arrived. */
  readonly requests: Readonly<Record<string, unknown>>[];
  /** Resolves as soon as nobody waits for an answer any more. */
  readonly idle: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts a proxy in front of an endpoint. */
export async function openProxy(target: string): Promise<FaultyProxy> {
  const faults: Fault[] = [];
  const requests: Readonly<Record<string, unknown>>[] = [];
  const waiting = new Set<ServerResponse>();
  const server = createServer(async (incoming, response) => {
    const body = await bodyOf(incoming);
    requests.push(JSON.parse(body));
    waiting.add(response);
    response.once("close", () => waiting.delete(response));
    (faults.shift() ?? pass)(response, () => forward(target, { incoming, body, response }));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    faults,
    requests,
    idle: async () => {
      for (const response of waiting) await new Promise((resolve) => response.once("close", resolve));
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly body: string;
  readonly response: ServerResponse;
}

function forward(target: string, { incoming, body, response }: Exchange): void {
  const { method, headers } = incoming;
  request(target, { method, headers, agent: false }, (answered) => {
    response.writeHead(answered.statusCode ?? 502, answered.headers);
    answered.pipe(response);
  }).end(body);
}
