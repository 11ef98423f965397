// Who signs in? A process of its own with some connections that stay open, so that its work is not counted as the pool's.
import { fork } from "node:child_process";
import { once } from "node:events";
import { type Connection, connectTo } from "./connection.ts";
import { PASSWORD } from "./stored-users.ts";

/** What one load is. */
interface Load {
  readonly port: number;
  readonly clientId: string;
  readonly emails: readonly string[];
  readonly connections: number;
  readonly count: number;
}

/** How it went. */
interface Outcome {
  /** The first answer that was none of tokens, or the first error. */
  readonly failure?: string;
}

/** A process that signs people in. */
export interface LoadClient {
  /** Signs people in one after the other, on each connection. @throws Error where a single one gets no tokens */
  run(load: Load): Promise<void>;
  close(): void;
}

/** Starts this program as a load client. */
export function startLoadClient(): LoadClient {
  const [, program = ""] = process.argv;
  const child = fork(program, ["--only", "load-client"]);
  return {
    run: async (load) => {
      child.send(load);
      const [{ failure }] = (await once(child, "message")) as [Outcome];
      if (failure !== undefined) throw new Error(`a sign-in failed: ${failure}`);
    },
    close: () => void child.disconnect(),
  };
}

/** What that process does. */
export function serveLoads(): void {
  const connections = new Map<number, readonly Connection[]>();
  process.on("message", async (message) => {
    const load = message as Load;
    const { port } = load;
    const own = connections.get(port) ?? Array.from({ length: load.connections }, () => connectTo(port));
    connections.set(port, own);
    const outcome: Outcome = await carriedOut(load, own).then(
      () => ({}),
      (error: Error) => ({ failure: error.message }),
    );
    process.send?.(outcome);
  });
}

async function carriedOut(
  { count, emails, clientId }: Load,
  connections: readonly Connection[],
): Promise<void> {
  let next = 0;
  const line = async (connection: Connection) => {
    while (next < count) {
      const email = emails[next++ % emails.length] ?? "";
      const answer = await connection.exchange(signInRequest(clientId, email));
      if (!answer.startsWith("HTTP/1.1 200 ") || !answer.includes('"RefreshToken":"')) {
        throw new Error(answer.split("\r\n", 1)[0]);
      }
    }
  };
  await Promise.all(connections.map(line));
}

function signInRequest(ClientId: string, USERNAME: string): string {
  const AuthParameters = { USERNAME, PASSWORD };
  const body = JSON.stringify({ AuthFlow: "USER_PASSWORD_AUTH", ClientId, AuthParameters });
  return [
    "POST / HTTP/1.1",
    "host: 127.0.0.1",
    "content-type: application/x-amz-json-1.1",
    "x-amz-target: AWSCognitoIdentityProviderService.InitiateAuth",
    `content-length: ${Buffer.byteLength(body)}`,
    "",
    body,
  ].join("\r\n");
}
