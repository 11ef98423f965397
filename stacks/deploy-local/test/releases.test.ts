import { eventVersionOf, parsePolicy } from "@claimsmith/claims-policy";
import { expect, it } from "vitest";
import { committed, withoutMachines } from "../src/releases.ts";

it("the release before the first machine has the same people, attributes and settings, and trigger events V2_0", () => {
  const { policy } = committed;
  const people = parsePolicy(withoutMachines(policy));
  expect(eventVersionOf(people)).toBe("V2_0");
  expect(committed.eventVersion).toBe("V3_0");
  expect(Object.keys(people.clients)).toEqual(["web"]);
  expect(people.machineToken).toBeUndefined();
  expect(people.accessToken).toEqual(policy.accessToken);
  expect(people.attributes).toEqual(policy.attributes);
  expect(people.settings).toEqual(policy.settings);
});
