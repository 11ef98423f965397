// What runs inside the child process? Plain CommonJS as text: a child of plain Node cannot load this package's TypeScript.
import { LIMITS } from "@claimsmith/cognito-model";
import { END_OF_INVOCATION } from "./log-groups.ts";

/** The file name of the child's program inside the private directory. */
export const CHILD_FILE = "child.cjs";

/**
 * The child's program. It loads the function once, then answers `{ id, eventJson, context }` messages with
 * `{ id, answerJson, figures }` or `{ id, failure: { kind, message, type }, figures }`, and ends when the parent goes away. Like
 * Lambda's runtime it takes promises and callbacks, and `null` for a plain return value. Before each answer it marks the end of
 * the invocation in both streams.
 */
export const CHILD_SOURCE = `"use strict";
const { existsSync } = require("node:fs");
const { join } = require("node:path");
const { pathToFileURL } = require("node:url");

const writers = [process.stdout, process.stderr].map((stream) => stream.write.bind(stream));
const sendMessage = process.send.bind(process);
let initMs;

function send(reply) {
  for (const write of writers) write(${JSON.stringify(`${END_OF_INVOCATION}\n`)});
  const usedMemoryMb = Math.ceil(process.memoryUsage.rss() / 1048576);
  sendMessage({ ...reply, figures: { usedMemoryMb, initMs } });
  initMs = undefined;
}

const taskRoot = process.env.LAMBDA_TASK_ROOT;
const handlerPath = process.env._HANDLER;

process.on("disconnect", () => process.exit(0));

class Missing extends Error {}

async function loadModule(path) {
  if (path.endsWith(".mjs")) return import(pathToFileURL(path).href);
  try {
    return require(path);
  } catch (error) {
    if (error && error.code === "ERR_REQUIRE_ESM") return import(pathToFileURL(path).href);
    throw error;
  }
}

async function loadHandler() {
  const dot = handlerPath.lastIndexOf(".");
  const base = join(taskRoot, handlerPath.slice(0, dot));
  const path = [".js", ".mjs", ".cjs"].map((extension) => base + extension).find(existsSync);
  if (path === undefined) throw new Missing("no module " + handlerPath.slice(0, dot));
  const loaded = await loadModule(path);
  const name = handlerPath.slice(dot + 1);
  const handler = loaded[name] ?? (loaded.default && loaded.default[name]);
  if (typeof handler !== "function") throw new Missing("no function " + handlerPath);
  return handler;
}

function run(handler, event, context) {
  return new Promise((resolve, reject) => {
    const callback = (error, answer) => (error ? reject(error) : resolve(answer));
    const returned = handler(event, context, callback);
    if (returned && typeof returned.then === "function") returned.then(resolve, reject);
    else if (handler.length < 3) resolve(null);
  });
}

function typeOf(error) {
  return error && typeof error === "object" && typeof error.name === "string" ? error.name : typeof error;
}

function textOf(error) {
  if (error && typeof error === "object" && "message" in error) return String(error.message);
  return String(error);
}

async function answer({ id, eventJson, context }) {
  let handler;
  try {
    handler = await loading;
  } catch (error) {
    const kind = error instanceof Missing ? "missing" : "crashed";
    if (kind === "crashed") console.error(error);
    send({ id, failure: { kind, message: textOf(error), type: typeOf(error) } });
    return;
  }
  let returned;
  try {
    returned = await run(handler, JSON.parse(eventJson), {
      ...context,
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, context.deadlineMs - Date.now()),
    });
  } catch (error) {
    send({ id, failure: { kind: "threw", message: textOf(error), type: typeOf(error) } });
    return;
  }
  let answerJson;
  try {
    answerJson = JSON.stringify(returned === undefined ? null : returned) ?? "null";
  } catch (error) {
    send({ id, failure: { kind: "not-json", message: textOf(error), type: "Runtime.MarshalError" } });
    return;
  }
  if (Buffer.byteLength(answerJson) > ${LIMITS.triggerResponse.value}) {
    const message = "expected an answer of at most ${LIMITS.triggerResponse.value} bytes";
    send({ id, failure: { kind: "too-large", message, type: "Function.ResponseSizeTooLarge" } });
  } else send({ id, answerJson });
}

const loading = loadHandler();
const loaded = () => (initMs = performance.now());
loading.then(loaded, loaded);
process.on("message", answer);
`;
