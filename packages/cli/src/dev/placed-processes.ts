// On which port does each process of the configuration listen, this time?
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import type { DevProcess } from "../config.ts";
import { CliError } from "../errors.ts";
import type { MovedPorts } from "./moved-urls.ts";

/** A process with its name and with the port that it gets. */
export interface PlacedProcess extends DevProcess {
  readonly name: string;
  /** What the configuration says; `port` may be another. */
  readonly configuredPort: number;
  /** `http://localhost:PORT`. */
  readonly url: string;
}

/**
 * Gives each process its configured port, or a free one where the pool's port is 0.
 *
 * @throws CliError PORT_IN_USE where a configured port has a listener, or is to be the pool's
 */
export async function placedProcesses(
  processes: Readonly<Record<string, DevProcess>>,
  poolPort: number,
): Promise<readonly PlacedProcess[]> {
  const entries = Object.entries(processes);
  const free = poolPort === 0 ? await freePorts(entries.length) : [];
  const placed = entries.map(([name, process], index) => {
    const port = free[index] ?? process.port;
    return { ...process, name, configuredPort: process.port, port, url: `http://localhost:${port}` };
  });
  for (const process of placed) await mustBeFree(process, poolPort);
  return placed;
}

/** Which port stands for which, of the processes that listen on another than the configured one. */
export function movedPorts(placed: readonly PlacedProcess[]): MovedPorts {
  return new Map(placed.map(({ configuredPort, port }) => [configuredPort, port]));
}

async function mustBeFree({ name, port }: PlacedProcess, poolPort: number): Promise<void> {
  if (port !== poolPort && !(await hasListener(port))) return;
  const message = `port ${port} of process ${name} is in use: free it, change dev.processes.${name}.port, or take free ports for all with --port 0`;
  throw new CliError("PORT_IN_USE", message);
}

/** What `localhost` may stand for. */
const LOOPBACK = ["127.0.0.1", "::1"];

/** Asks by connecting: listening for a moment would miss, on some systems, who listens on every address. */
async function hasListener(port: number): Promise<boolean> {
  const answers = await Promise.all(LOOPBACK.map((host) => accepts(host, port)));
  return answers.includes(true);
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const answer = (isAccepted: boolean) => {
      socket.destroy();
      resolve(isAccepted);
    };
    socket.once("connect", () => answer(true)).once("error", () => answer(false));
  });
}

/** Distinct ones: all are held until the last is found. */
async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  try {
    await Promise.all(servers.map((server) => once(server.listen(0, "127.0.0.1"), "listening")));
    return servers.map((server) => (server.address() as AddressInfo).port);
  } finally {
    for (const server of servers) server.close();
  }
}
