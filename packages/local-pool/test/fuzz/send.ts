// How does a request reach the pool, and what came back? As bytes, with headers that fetch would refuse.
import { Agent, request as httpRequest } from "node:http";
import type { Known } from "./pool.ts";
import { bytesOf, type FuzzRequest, filled } from "./request.ts";

/** What came back. */
export interface Answer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
}

/** Longer than anything here takes on a busy machine: a function may run for some seconds. */
const HANG_MS = 20_000;

/** Answers that came too late, or not at all. */
export class NoAnswer extends Error {
  override readonly name = "NoAnswer";

  /** True where the pool hung up. */
  get isReset(): boolean {
    return ["ECONNRESET", "EPIPE"].includes(String((this.cause as NodeJS.ErrnoException).code));
  }
}

/**
 * Sends one request.
 * @throws NoAnswer where none comes, or the connection ends before it
 */
export function send(
  endpoint: string,
  request: FuzzRequest,
  { known, agent }: { known: Known; agent: Agent },
): Promise<Answer> {
  const { hostname, port } = new URL(endpoint);
  const isJson = request.surface === "cognito" || request.surface === "lambda";
  const body = request.body && bytesOf(request.body, known, isJson);
  const named = new Set(request.headers.map(([name]) => name));
  const headers = [
    ...(named.has("host") ? [] : [["host", `${hostname}:${port}`]]),
    ...request.headers.map(([name, value]) => [name, latin1(filled(value, known)).trim()]),
    ...lengthOf(request, body, named),
  ].flat();
  const path = filled(request.target, known, encodeURIComponent).replaceAll(/[^\x21-\x7e]/g, "");
  return new Promise((resolve, reject) => {
    const sent = httpRequest({
      hostname,
      port,
      agent,
      method: request.method,
      path,
      headers,
      setHost: false,
      timeout: HANG_MS,
    });
    const fail = (cause: Error) => reject(new NoAnswer(cause.message, { cause }));
    sent.on("timeout", () => sent.destroy(new Error("no answer in time")));
    sent.on("error", fail);
    sent.on("upgrade", () => fail(new Error("the connection was upgraded")));
    sent.on("response", async (response) => {
      try {
        const chunks: Buffer[] = [];
        for await (const chunk of response) chunks.push(chunk as Buffer);
        const headers = Object.entries(response.headers).map(
          ([name, value]) => [name, String(value)] as const,
        );
        resolve({
          status: response.statusCode ?? 0,
          headers: new Map(headers),
          text: Buffer.concat(chunks).toString(),
        });
      } catch (error) {
        fail(error as Error);
      }
    });
    sent.end(body);
  });
}

function lengthOf(
  { body: how }: FuzzRequest,
  body: Buffer | undefined,
  named: ReadonlySet<string>,
): string[][] {
  if (body === undefined || named.has("transfer-encoding")) return [];
  return how?.chunked ? [["transfer-encoding", "chunked"]] : [["content-length", String(body.length)]];
}

function latin1(text: string): string {
  return text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, "");
}

/** An agent for one run. */
export function newAgent(): Agent {
  return new Agent({ keepAlive: true, maxSockets: 4 });
}
