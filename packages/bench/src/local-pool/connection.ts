// How does the load client speak HTTP? As little of it as will do: a full client would take a fifth of the machine from the pool.
import { connect } from "node:net";

/** A connection that stays open. */
export interface Connection {
  /** Sends a request and gives the whole answer as text. One at a time. */
  exchange(request: string): Promise<string>;
}

/** Connects to a port of this machine. */
export function connectTo(port: number): Connection {
  const socket = connect({ host: "127.0.0.1", port, noDelay: true });
  let received = "";
  let settle:
    | { readonly resolve: (answer: string) => void; readonly reject: (error: Error) => void }
    | undefined;
  socket.setEncoding("latin1");
  socket.on("data", (text: string) => {
    received += text;
    if (!isWhole(received)) return;
    settle?.resolve(received);
    received = "";
  });
  socket.on("error", (error) => settle?.reject(error));
  socket.on("close", () => settle?.reject(new Error("the pool closed the connection")));
  return {
    exchange: (request) =>
      new Promise((resolve, reject) => {
        settle = { resolve, reject };
        socket.write(request);
      }),
  };
}

const END_OF_HEAD = "\r\n\r\n";

/** The pool says the length of every answer. */
function isWhole(answer: string): boolean {
  const head = answer.indexOf(END_OF_HEAD);
  if (head === -1) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(answer.slice(0, head))?.[1];
  return answer.length >= head + END_OF_HEAD.length + Number(length);
}
