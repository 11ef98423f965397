// How much of its requests does a server keep, with the verifier in front of a route that does next to nothing?
import type { AddressInfo, Server } from "node:net";
import { type Contender, compare, microseconds, timesAsLong } from "../ratios.ts";
import { type TokenSet, tokenSet } from "../verify/tokens.ts";
import { APPS, verifierOf } from "./apps.ts";
import { type LoadProcess, startLoadProcess } from "./load.ts";

/** One for each connection. */
const TOKENS = 50;
/** Requests of one batch, about. */
const BATCH = { batchMs: 250, maxCount: 16_384, warmUpRounds: 3 };

type Framework = keyof typeof APPS;

/** The figures of the guards. */
export type GuardFigures = {
  readonly [K in `guard.${Framework}.${"share" | "rememberedShare"}`]: number;
} & {
  /** Microseconds of a request by contender, for the table. */
  readonly microseconds: Readonly<Record<string, number>>;
};

/** Measures requests over HTTP, from fifty connections with a token each. A single one that is refused ends the run. */
export async function measureGuards(rounds: number): Promise<GuardFigures> {
  const set = await tokenSet(TOKENS);
  const load = startLoadProcess();
  const figures: Record<string, number> = {};
  const all: Record<string, number> = {};
  for (const framework of Object.keys(APPS) as Framework[]) {
    const { contenders, close } = await contendersOf(framework, set, load);
    const [open, guarded, remembered] = contenders.map(({ name }) => name) as [string, string, string];
    const times = await compare({ contenders, rounds, ...BATCH });
    close();
    figures[`guard.${framework}.share`] = 1 / timesAsLong(times, guarded, open);
    figures[`guard.${framework}.rememberedShare`] = 1 / timesAsLong(times, remembered, open);
    Object.assign(all, microseconds(times));
  }
  load.close();
  return { ...figures, microseconds: all } as GuardFigures;
}

/** The open route, the guarded one, and the guarded one of a verifier that remembers: in this order. */
async function contendersOf(framework: Framework, set: TokenSet, load: LoadProcess) {
  const servers: readonly (readonly [string, Server])[] = [
    [`${framework}, open`, await APPS[framework]()],
    [`${framework}, guarded`, await APPS[framework](verifierOf(set))],
    [`${framework}, guarded, tokens remembered`, await APPS[framework](verifierOf(set, 2 * TOKENS))],
  ];
  const contenders: Contender[] = [];
  for (const [name, server] of servers) {
    const port = await listen(server);
    contenders.push({ name, batch: (count) => load.run({ port, tokens: set.tokens, count }) });
  }
  const close = () => {
    for (const [, server] of servers) server.close();
  };
  return { contenders, close };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}
