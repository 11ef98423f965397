// How much memory does a remembered token take?
import { randomBytes } from "node:crypto";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { contract } from "@claimsmith/orders-policy/contract";
import { createVerifier } from "@claimsmith/verifier";
import { CLIENT_IDS } from "../evaluate/alice.ts";
import { sink } from "../evaluate/measure.ts";
import { accessTokenPayload, tokenSet, USER_POOL_ID } from "./tokens.ts";

const TOKENS = 100_000;

/** The figure of the memory. */
export interface MemoryFigures {
  readonly "verify.bytesPerCachedToken": number;
}

/**
 * Bytes of heap and buffers that 100,000 remembered tokens take, by token. For a process of its own: signing so many would take
 * minutes, so this one takes every signature for good; what is remembered is the same.
 */
export async function measureMemory(): Promise<MemoryFigures> {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const { jwks, tokens } = await tokenSet(1);
  const [header] = tokens[0]?.split(".") ?? [];
  const everyOneHolds = { update: () => ({ verify: () => true }) };
  Object.assign(process.getBuiltinModule("node:crypto"), { createVerify: () => everyOneHolds });
  const verifier = createVerifier(contract, {
    userPoolId: USER_POOL_ID,
    clients: CLIENT_IDS,
    jwks: jwks as { keys: Record<string, unknown>[] },
    cache: { maxTokens: TOKENS },
  });
  const used = () => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const before = used();
  for (let index = 0; index < TOKENS; index++) {
    const payload = Buffer.from(JSON.stringify(accessTokenPayload(index))).toString("base64url");
    const signature = randomBytes(256).toString("base64url");
    const token = Buffer.from(`${header}.${payload}.${signature}`).toString();
    // Twice: the texts of tokens that come back are remembered, too.
    await verifier.verify(token);
    sink.last = await verifier.verify(token);
  }
  const bytes = (used() - before) / TOKENS;
  // The verifier is used once more, so that it was there to be measured.
  await verifier.prefetch();
  return { "verify.bytesPerCachedToken": Math.round(bytes) };
}
