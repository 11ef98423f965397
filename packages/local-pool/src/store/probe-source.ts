// What runs in the process that looks at a store first? Plain CommonJS as text, like the trigger's child.

/**
 * Arguments: where lmdb is, the file, the key of the version row in hex, the newest version that is known. Prints `whole` or
 * `too-new`. LMDB trusts its file: on a damaged one it may end the process, and so this is one that may end.
 */
export const PROBE_SOURCE = `"use strict";
const { crc32 } = require("node:zlib");
const [lmdbPath, path, versionKeyHex, newestText] = process.argv.slice(1);
const { open, ABORT } = require(lmdbPath);
const how = { path, noSubdir: true, keyEncoding: "binary", encoding: "string", cache: false, overlappingSync: false };

function rowOf(key, text) {
  const json = text.slice(8);
  const sum = crc32(json, crc32(key)).toString(16).padStart(8, "0");
  if (sum !== text.slice(0, 8)) throw new Error("a row is not what was put");
  return JSON.parse(json);
}

async function everyRow(file) {
  let count = 0;
  for (const { key, value } of file.getRange({})) {
    rowOf(Buffer.from(key), value);
    count += 1;
  }
  if (count !== file.getStats().entryCount) throw new Error("rows are missing");
}

// Looks for room, which reads the list of free pages, and writes nothing.
function room(file, versionKey) {
  file.transactionSync(() => {
    file.putSync(versionKey, "0".repeat(1 << 20));
    return ABORT;
  });
}

async function main() {
  const versionKey = Buffer.from(versionKeyHex, "hex");
  const reader = open({ ...how, readOnly: true });
  const { version } = rowOf(versionKey, reader.get(versionKey));
  if (!Number.isInteger(version)) throw new Error("no version");
  if (version > Number(newestText)) return "too-new";
  await everyRow(reader);
  await reader.close();
  const writer = open(how);
  room(writer, versionKey);
  await writer.close();
  return "whole";
}

main().then(
  (state) => process.stdout.write(state),
  () => process.exit(1),
);
`;
