// Where does a vector start from? A deployment, an event, and the one change that makes the event the vector's own.
import { readFileSync } from "node:fs";
import { type PolicySnapshot, parsePolicy, policySnapshot } from "@claimsmith/claims-policy";
import { isJsonObject, type JsonValue } from "@claimsmith/cognito-model";
import { createHandler, type LookupOptions, TriggerError, type TriggerHandler } from "../src/index.ts";
import text from "./vectors/worlds.json?raw";

interface DeploymentText {
  readonly clients: Readonly<Record<string, string>>;
  readonly settings: Readonly<Record<string, JsonValue>>;
  /** Of a policy with look-ups. */
  readonly lookups?: LookupOptions;
  /** Absent for the example policies, whose committed snapshots are used. */
  readonly policy?: unknown;
}

const worlds = JSON.parse(text) as {
  readonly deployments: Readonly<Record<string, DeploymentText>>;
  readonly events: Readonly<Record<string, unknown>>;
};

/** A policy's snapshot with what a function of it is configured with. */
export interface Deployment extends Omit<DeploymentText, "policy"> {
  readonly snapshot: PolicySnapshot;
}

/** One change of an event: the member at this path becomes another, or goes where none is given. */
export interface Change {
  readonly at: readonly string[];
  readonly to?: unknown;
  /** In place of `to`: a text of so many characters. */
  readonly toTextOfLength?: number;
}

/** What every vector about an event says. */
export interface EventVector {
  readonly description: string;
  readonly deployment: string;
  readonly event: string;
  readonly change?: Change;
}

const deployments = new Map<string, Deployment>();
for (const [name, { policy, ...rest }] of Object.entries(worlds.deployments)) {
  const snapshot = policy === undefined ? committed(name) : await policySnapshot(parsePolicy(policy));
  deployments.set(name, { ...rest, snapshot });
}

function committed(name: string): PolicySnapshot {
  const file = name === "orders" ? "policy" : name;
  return JSON.parse(readFileSync(new URL(`../../orders-policy/${file}.json`, import.meta.url), "utf8"));
}

/** The vectors of a file. */
export function vectorsOf<V extends { readonly description: string }>(fileText: string): V[] {
  return (JSON.parse(fileText) as { readonly vectors: V[] }).vectors;
}

/** The deployment of that name. */
export function deploymentOf(name: string): Deployment {
  const known = deployments.get(name);
  if (known === undefined) throw new TypeError(`no deployment is called ${name}`);
  return known;
}

/** The event of that name, changed, frozen to its depth: whoever writes into it throws. */
export function eventOf({ event, change }: Pick<EventVector, "event" | "change">): unknown {
  const known = worlds.events[event];
  if (known === undefined) throw new TypeError(`no event is called ${event}`);
  return frozen(change === undefined ? known : changed(known, change.at, change));
}

/** A copy of `value` with a change made to it at a path. Names like "__proto__" become members of its own. */
export function changed(value: unknown, [name, ...rest]: readonly string[], change: Change): unknown {
  if (name === undefined) return change.toTextOfLength ? "x".repeat(change.toTextOfLength) : change.to;
  if (!isJsonObject(value)) throw new TypeError(`${change.at.join(".")} leads nowhere`);
  const members = new Map(Object.entries(value));
  const isRemoval = rest.length === 0 && !("to" in change) && change.toTextOfLength === undefined;
  if (isRemoval && !members.delete(name))
    throw new TypeError(`${change.at.join(".")} is not there to be removed`);
  if (!isRemoval) members.set(name, changed(members.get(name), rest, change));
  // Makes a member of its own of every name, "__proto__" too.
  return Object.fromEntries(members);
}

/** A copy that nobody can write into. */
export function frozen<T>(value: T): T {
  return deepFreeze(JSON.parse(JSON.stringify(value ?? null)));
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null)
    for (const member of Object.values(value)) deepFreeze(member);
  return Object.freeze(value);
}

/** What a handler did with one event. */
export interface Outcome {
  /** What it resolved to; absent where it rejected. */
  readonly answer?: unknown;
  readonly error?: unknown;
  readonly lines: readonly string[];
}

/** A handler with its log, and a clock that moves 1.5 ms each time it is read. */
export function handlerOf({ snapshot, clients, settings }: Deployment, lines: string[]): TriggerHandler {
  let nowMs = 1_000;
  const log = (line: string) => void lines.push(line);
  const now = () => {
    nowMs += 1.5;
    return nowMs;
  };
  return createHandler(snapshot, { clients, settings, log, now });
}

/** Lets a fresh handler answer one event. */
export async function outcomeOf(deployment: Deployment, event: unknown): Promise<Outcome> {
  const lines: string[] = [];
  const handler = handlerOf(deployment, lines);
  try {
    return { answer: await handler(event), lines };
  } catch (error) {
    return { error, lines };
  }
}

/** All that anybody can read of an error. */
export function textOfError(error: unknown): string {
  if (!(error instanceof TriggerError)) return `not a TriggerError: ${String(error)}`;
  return [error.name, error.message, error.stack, error.cause, JSON.stringify(error)].join("\n");
}
