// Does a function that is not configured for its policy fail at its start, and say where?
import { describe, expect, it, vi } from "vitest";
import { createHandler, optionsFromEnvironment, PUBLIC_REFUSAL, TriggerError } from "../src/index.ts";
import environments from "./vectors/environments.json?raw";
import misconfigurations from "./vectors/misconfigurations.json?raw";
import { type Change, changed, deploymentOf, eventOf, textOfError, vectorsOf } from "./worlds.ts";

interface Misconfiguration {
  readonly description: string;
  readonly deployment: string;
  readonly change: Change;
  readonly paths: readonly string[];
}

interface EnvironmentVector extends Omit<Misconfiguration, "change"> {
  readonly environment: Readonly<Record<string, string>>;
}

/** What `createHandler` is called with, untyped as JSON is. */
type Untyped = Parameters<typeof createHandler>[1] & { readonly snapshot: unknown };

/** What starting throws, and what it logs. */
function startOf({ snapshot, ...options }: Untyped): { error: unknown; lines: readonly string[] } {
  const lines: string[] = [];
  try {
    createHandler(snapshot, { ...options, log: (line) => void lines.push(line) });
    return { error: undefined, lines };
  } catch (error) {
    return { error, lines };
  }
}

function expectMisconfigured({ error, lines }: ReturnType<typeof startOf>, paths: readonly string[]): void {
  expect(error).toBeInstanceOf(TriggerError);
  expect(error).toMatchObject({ name: "TriggerError", code: "MISCONFIGURED", message: PUBLIC_REFUSAL });
  const parsed = lines
    .map((line) => JSON.parse(line))
    .map((line) => ({ ...line, paths: line.paths.toSorted() }));
  const expected = { level: "error", message: "pre token generation", outcome: "misconfigured" };
  expect(parsed).toEqual([{ ...expected, code: "MISCONFIGURED", paths: [...paths].sort() }]);
  expect(lines.join()).not.toMatch(/\n|canary/);
  expect(textOfError(error)).not.toMatch(/canary/);
}

describe("createHandler refuses to start", () => {
  it.each(vectorsOf<Misconfiguration>(misconfigurations))("where $description", (vector) => {
    const deployment = changed(deploymentOf(vector.deployment), vector.change.at, vector.change);
    expectMisconfigured(startOf(deployment as Untyped), vector.paths);
  });

  it.each(vectorsOf<EnvironmentVector>(environments))("where in the environment $description", (vector) => {
    const { snapshot } = deploymentOf(vector.deployment);
    const options = optionsFromEnvironment(vector.environment);
    expectMisconfigured(startOf({ snapshot, ...options }), vector.paths);
  });
});

describe("createHandler starts", () => {
  it.each(["orders", "legacy-email", "notes", "members", "silent"])(
    "by what the vectors start from: %s",
    (name) => {
      expect(startOf(deploymentOf(name))).toEqual({ error: undefined, lines: [] });
    },
  );

  it("by the environment of a function", async () => {
    const { snapshot, clients, settings } = deploymentOf("orders");
    const options = optionsFromEnvironment({
      CLAIMSMITH_CLIENTS: JSON.stringify(clients),
      CLAIMSMITH_SETTINGS: JSON.stringify(settings),
      OTHER: "canary",
    });
    expect(options).toEqual({ clients, settings });
    expect(startOf({ snapshot, ...options })).toEqual({ error: undefined, lines: [] });
  });

  it("by the environment of a function that looks up", () => {
    const { snapshot, clients, lookups } = deploymentOf("members");
    const environment = {
      CLAIMSMITH_CLIENTS: JSON.stringify(clients),
      CLAIMSMITH_LOOKUP_TABLES: JSON.stringify(lookups?.tables),
      AWS_REGION: "eu-west-1",
      AWS_ACCESS_KEY_ID: "CANARYKEYID",
      AWS_SECRET_ACCESS_KEY: "canary-secret",
    };
    const options = optionsFromEnvironment(environment);
    expect(options).toEqual({ clients, settings: {}, lookups });
    expect(startOf({ snapshot, ...options })).toEqual({ error: undefined, lines: [] });
    const elsewhere = {
      ...environment,
      AWS_SESSION_TOKEN: "canary-token",
      AWS_ENDPOINT_URL: "http://[::1]:1",
    };
    expect(optionsFromEnvironment(elsewhere).lookups).toEqual({
      ...lookups,
      sessionToken: "canary-token",
      endpoint: "http://[::1]:1",
    });
    const own = { ...elsewhere, AWS_ENDPOINT_URL_DYNAMODB: "http://[::1]:2" };
    expect(optionsFromEnvironment(own).lookups?.endpoint).toBe("http://[::1]:2");
  });

  it("without settings, where the policy has none", () => {
    const { snapshot, clients } = deploymentOf("legacy-email");
    const options = optionsFromEnvironment({ CLAIMSMITH_CLIENTS: JSON.stringify(clients) });
    expect(startOf({ snapshot, ...options })).toEqual({ error: undefined, lines: [] });
    expect(startOf({ snapshot, clients })).toEqual({ error: undefined, lines: [] });
  });

  // On Lambda the console puts words in front of a line, and metric filters could not read it any more.
  it("and logs past the console, with durations of its own, where it is told nothing else", async () => {
    const printed = vi.spyOn(process.stdout, "write").mockImplementation(() => true);
    const console = vi.spyOn(globalThis.console, "log");
    const { snapshot, clients, settings } = deploymentOf("orders");
    await createHandler(snapshot, { clients, settings })(eventOf({ event: "web, version 3" }));
    expect(printed).toHaveBeenCalledTimes(1);
    expect(console).not.toHaveBeenCalled();
    const [[line]] = printed.mock.calls as [[string]];
    expect(line).toMatch(/^\{[^\n]*\}\n$/);
    expect(JSON.parse(line)).toMatchObject({ outcome: "issued", client: "web" });
    expect(JSON.parse(line).durationMs).toBeGreaterThanOrEqual(0);
  });
});
