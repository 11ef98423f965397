// How long does a process take to load a verifier and to verify its first token, with the keys in hand?
import { fileURLToPath } from "node:url";
import { contract } from "@claimsmith/orders-policy/contract";
import { build } from "esbuild";
import { compareColdStarts } from "../cold-start.ts";
import { CLIENT_IDS } from "../evaluate/alice.ts";
import { tokenSet, USER_POOL_ID } from "./tokens.ts";

const OURS = "the verifier";
const LIBRARY = "aws-jwt-verify";

/** What a cold process is given. */
export interface ColdEvent {
  readonly token: string;
  readonly userPoolId: string;
  readonly clients: typeof CLIENT_IDS;
  readonly jwks: object;
}

/** The figures of the cold start. */
export interface ColdFigures {
  readonly "verify.coldTimesAwsJwtVerify": number;
  /** Milliseconds over an empty handler by contender, for the table. */
  readonly coldMilliseconds: Readonly<Record<string, number>>;
}

/** Measures bundled CommonJS in new processes. */
export async function measureColdVerification(rounds: number): Promise<ColdFigures> {
  const { tokens, jwks } = await tokenSet(1);
  const event: ColdEvent = { token: tokens[0] ?? "", userPoolId: USER_POOL_ID, clients: CLIENT_IDS, jwks };
  const times = compareColdStarts({
    contenders: [
      { name: OURS, code: await bundled("cold-verifier") },
      { name: LIBRARY, code: await bundled("cold-library") },
    ],
    eventText: JSON.stringify(event),
    environment: {},
    rounds,
  });
  return {
    "verify.coldTimesAwsJwtVerify": (times.get(OURS) ?? Number.NaN) / (times.get(LIBRARY) ?? Number.NaN),
    coldMilliseconds: Object.fromEntries(times),
  };
}

/** As for Lambda: one minified CommonJS file. This module runs as dist/main.js. */
async function bundled(entry: string): Promise<Uint8Array> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(`../src/verify/${entry}.ts`, import.meta.url))],
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    conditions: ["@claimsmith/source"],
    define: { CONTRACT: JSON.stringify(contract) },
    write: false,
  });
  return outputFiles[0]?.contents ?? new Uint8Array();
}
