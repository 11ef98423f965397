// Do the measured routes do the same work? A guard that lets everybody through would cost nothing.
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { APPS, verifierOf } from "../src/guards/apps.ts";
import { tokenSet } from "../src/verify/tokens.ts";

test.each(Object.entries(APPS))(
  "in %s the guarded route refuses, and answers as the open one",
  async (_, make) => {
    const set = await tokenSet(1);
    const authorization = `Bearer ${set.tokens[0]}`;
    const answers: string[] = [];
    for (const server of [await make(), await make(verifierOf(set)), await make(verifierOf(set, 10))]) {
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`;
      for (const headers of [{}, { authorization }]) {
        const response = await fetch(url, { headers });
        const body = await response.text();
        answers.push(response.ok ? body : String(response.status));
      }
      server.closeAllConnections();
      server.close();
    }
    const orders = JSON.stringify({ orders: [] });
    expect(answers).toEqual([orders, orders, "401", orders, "401", orders]);
  },
);
