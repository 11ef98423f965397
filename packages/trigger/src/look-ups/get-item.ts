// How is one item read from DynamoDB? One signed request, and an answer that is read only so far.
import { isJsonObject } from "@claimsmith/cognito-model";
import { AwsV4Signer } from "aws4fetch";
import { failureOf, type LookupFailureCode } from "./failure.ts";
import type { LookupOptions } from "./options.ts";

/** The partition key of every table of look-ups: a text. The construct `LookupTable` makes tables with it. */
export const LOOKUP_KEY_NAME = "lookupKey";

/** The most that an answer may have, in bytes: an item has at most 400 KB. (Amazon DynamoDB: Quotas) */
export const MAX_ANSWER_BYTES = 512 * 1024;

/** What to read. */
export interface ItemRequest {
  readonly table: string;
  readonly key: string;
  readonly fields: readonly string[];
}

/** Attribute → DynamoDB's typed value; `undefined` where the table has no such item. */
export type Item = Readonly<Record<string, unknown>> | undefined;

/** Asks for one item, once. Never rejects: a text is why there is no answer. */
export type ItemReader = (
  request: ItemRequest,
  signal: AbortSignal,
) => Promise<{ item: Item } | LookupFailureCode>;

/** Prepares reading with the credentials of a deployment. */
export function itemReader(options: LookupOptions): ItemReader {
  const { region, accessKeyId, secretAccessKey, sessionToken = "", endpoint } = options;
  const signing = {
    ...{ region, accessKeyId, secretAccessKey, sessionToken },
    url: endpoint ?? `https://dynamodb.${region}.amazonaws.com/`,
    method: "POST",
    service: "dynamodb",
    // Loads what `fetch` needs now: while a function starts, Lambda gives it more CPU than when it answers.
    headers: new Headers(HEADERS),
    // Signing keys hold for a day.
    cache: new Map<string, ArrayBuffer>(),
  };
  return async (request, signal) => {
    try {
      const signed = await new AwsV4Signer({ ...signing, body: bodyOf(request) }).sign();
      // Whoever redirects must not get a signed request.
      const init = { ...signed, signal, redirect: "error" } as RequestInit;
      const response = await fetch(signed.url, init);
      const bytes = await boundedBytes(response);
      return bytes === undefined ? "ANSWER_TOO_LARGE" : readAnswer(response, bytes, request);
    } catch {
      return signal.aborted ? "TIMED_OUT" : "UNREACHABLE";
    }
  };
}

const HEADERS = {
  "content-type": "application/x-amz-json-1.0",
  "x-amz-target": "DynamoDB_20120810.GetItem",
  // What is bounded is what arrives.
  "accept-encoding": "identity",
} as const;

/** Only the declared fields leave the table, and the key, to see that it is that of the question. */
function bodyOf({ table, key, fields }: ItemRequest): string {
  const names = [...new Set([LOOKUP_KEY_NAME, ...fields])].map((name, index) => [`#${index}`, name] as const);
  return JSON.stringify({
    TableName: table,
    Key: { [LOOKUP_KEY_NAME]: { S: key } },
    ProjectionExpression: names.map(([alias]) => alias).join(),
    ExpressionAttributeNames: Object.fromEntries(names),
  });
}

/** The bytes of an answer; `undefined` where there are more than may be, and then the rest is not read. */
async function boundedBytes({ body }: Response): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of body ?? []) {
    sizeBytes += chunk.byteLength;
    if (sizeBytes > MAX_ANSWER_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function readAnswer(
  { ok, status }: Response,
  bytes: Uint8Array,
  { key }: ItemRequest,
): { item: Item } | LookupFailureCode {
  const body = parsed(bytes);
  if (!ok) return failureOf(status, isJsonObject(body) ? body.__type : undefined);
  if (!isJsonObject(body)) return "ANSWER_INVALID";
  const { Item: item } = body;
  if (item === undefined) return { item };
  if (!isJsonObject(item)) return "ANSWER_INVALID";
  const found = item[LOOKUP_KEY_NAME];
  // An answer to somebody else's question is no answer.
  return isJsonObject(found) && found.S === key ? { item } : "ANSWER_INVALID";
}

/** `undefined` where it is no JSON. Bytes that are no UTF-8 are not replaced by others. */
function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}
