// What becomes of connections that speak no HTTP, stop in the middle, or send too much? They end, and nobody else notices.
import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renewedWorld } from "./known-world.ts";
import { type FuzzedPool, type Known, startFuzzedPool } from "./pool.ts";
import { bytesOf, type FuzzRequest } from "./request.ts";
import { request } from "./requests.ts";
import { lineVerdict } from "./verdict.ts";

const RUNS = Math.ceil(Number(process.env.FUZZ_RUNS ?? 3_000) / 10);
const SEED = Number(process.env.FUZZ_SEED ?? 20_260_101);

let pool: FuzzedPool;
let known: Known;
beforeAll(async () => {
  pool = await startFuzzedPool();
  known = await renewedWorld(pool);
});
afterAll(() => pool.close());

/** Sends bytes, then ends or breaks the connection, and gives what came back when it is over. */
function converse(bytes: readonly Uint8Array[], end: "ended" | "broken"): Promise<string> {
  const { hostname, port } = new URL(pool.endpoint);
  return new Promise((resolve, reject) => {
    let received = "";
    const socket = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    const watch = setTimeout(() => reject(new Error("the connection hangs")), 20_000);
    socket.on("data", (data) => {
      received += data;
    });
    // A pool that hangs up while bytes are under way resets the connection.
    socket.on("error", () => {});
    socket.on("end", () => socket.destroy());
    socket.on("close", () => {
      clearTimeout(watch);
      resolve(received);
    });
    for (const part of bytes) socket.write(part);
    if (end === "ended") socket.end();
    else socket.write("", () => socket.destroy());
  });
}

const HEADS = [
  "GET /login HTTP/1.1\r\nhost: localhost\r\n\r\n",
  "GET /login HTTP/1.0\r\n\r\n",
  "GET /login HTTP/1.1\r\n\r\n",
  "GET /login HTTP/1.1\r\nhost: localhost\r\nhost: example.org\r\n\r\n",
  "GET /\u0000 HTTP/1.1\r\nhost: localhost\r\n\r\n",
  "GET /login\r\n\r\n",
  "GET  HTTP/9.9\r\n\r\n",
  "CONNECT example.org:443 HTTP/1.1\r\nhost: localhost\r\n\r\n",
  "OPTIONS * HTTP/1.1\r\nhost: localhost\r\n\r\n",
  "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
  "TRACE / HTTP/1.1\r\nhost: localhost\r\n\r\n",
  "GET / HTTP/1.1\r\nhost: localhost\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n",
  "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\n{}{}{}",
  "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}",
  "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: -1\r\n\r\n{}",
  "POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 99999999999999999999\r\n\r\n{}",
  "POST / HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\nffffffffffffffffff\r\n{}",
  "POST / HTTP/1.1\r\nhost: localhost\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\nzz\r\n",
  "POST /login HTTP/1.1\r\nhost: localhost\r\nexpect: 100-continue\r\ncontent-length: 3\r\n\r\n",
  "\u0016\u0003\u0001\u0002\u0000\u0001\u0000",
  `GET / HTTP/1.1\r\nhost: localhost\r\n${"x".repeat(20_000)}`,
];

const latin = (text: string) => Buffer.from(text, "latin1");

/** A right request on the wire, or a part of one. */
function onTheWire({ method, target, headers, body, surface }: FuzzRequest): Buffer {
  const bytes =
    body === undefined
      ? Buffer.alloc(0)
      : bytesOf(body, known, surface === "cognito" || surface === "lambda");
  const lines = [
    `${method} ${target} HTTP/1.1`,
    "host: localhost",
    ...headers.map((pair) => pair.join(": ")),
    `content-length: ${bytes.length}`,
  ];
  return Buffer.concat([latin(`${lines.join("\r\n")}\r\n\r\n`), bytes]);
}

const part: fc.Arbitrary<() => Uint8Array> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...HEADS).map((head) => () => latin(head)) },
  { weight: 3, arbitrary: request.map((one) => () => onTheWire(one)) },
  {
    weight: 3,
    arbitrary: fc.tuple(request, fc.double({ min: 0, max: 1, noNaN: true })).map(([one, at]) => () => {
      const bytes = onTheWire(one);
      return bytes.subarray(0, Math.floor(at * bytes.length));
    }),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 60 }).map((bytes) => () => bytes) },
);

async function nothingBroke(): Promise<void> {
  for (const line of await pool.ask("lines")) expect(lineVerdict(line, known), line).toBeUndefined();
  expect(pool.trouble()).toBe("");
}

describe("a connection", () => {
  it("ends, whatever comes over it", { timeout: 3_600_000 }, async () => {
    const conversation = fc.tuple(
      fc.array(part, { minLength: 1, maxLength: 4 }),
      fc.constantFrom("ended" as const, "broken" as const),
    );
    await pool.ask("lines");
    await fc.assert(
      fc.asyncProperty(conversation, async ([parts, end]) => {
        const received = await converse(
          parts.map((bytes) => bytes()),
          end,
        );
        expect(received).not.toMatch(/HTTP\/1\.1 5\d\d/);
        await nothingBroke();
      }),
      { numRuns: RUNS, seed: SEED },
    );
    await pool.ask("renewed");
    expect((await renewedWorld(pool)).AccessToken).not.toBe("");
  });
});

describe("a body of 10 MB", () => {
  const BODY = Buffer.alloc(10_000_000, "x");
  const TARGETS = [
    {
      what: "a call",
      head: "POST / HTTP/1.1\r\nx-amz-target: AWSCognitoIdentityProviderService.GetUser",
      status: 413,
    },
    { what: "a token request", head: "POST /oauth2/token HTTP/1.1", status: 400 },
    { what: "a revocation", head: "POST /oauth2/revoke HTTP/1.1", status: 400 },
    { what: "the login form", head: "POST /login HTTP/1.1", status: 400 },
    { what: "userInfo", head: "POST /oauth2/userInfo HTTP/1.1", status: 400 },
    { what: "the outbox", head: "POST /_claimsmith/outbox HTTP/1.1", status: 404 },
    {
      what: "a function, which may be that large",
      head: "POST /2015-03-31/functions HTTP/1.1\r\nauthorization: AWS4-HMAC-SHA256 Credential=x",
      status: 400,
    },
  ];
  const rows = TARGETS.flatMap((row) => [
    { ...row, how: "with its length", framed: [`content-length: ${BODY.length}`, BODY] },
    {
      ...row,
      how: "in chunks",
      framed: [
        "transfer-encoding: chunked",
        Buffer.concat([latin(`${BODY.length.toString(16)}\r\n`), BODY, latin("\r\n0\r\n\r\n")]),
      ],
    },
  ]);
  it.each(rows)("$how is refused with $status as $what", async ({ head, framed: [header, body], status }) => {
    const lines = `${head}\r\nhost: localhost\r\nconnection: close\r\n${String(header)}\r\n\r\n`;
    const received = await converse([latin(lines), body as Buffer], "ended");
    // Where the pool hangs up before all has come, the end of the connection may overtake the answer.
    expect([`HTTP/1.1 ${status}`, ""]).toContain(received.slice(0, 12));
    await nothingBroke();
  });
});
