// What is a request of the fuzzer, and how does it become bytes? Plain data with `«name»` for what only the running world knows.
import type { Known } from "./pool.ts";

/** Which rules an answer is held to. */
export type Surface =
  | "cognito"
  | "page"
  | "token"
  | "userInfo"
  | "revoke"
  | "published"
  | "outbox"
  | "lambda"
  | "elsewhere";

/** One request. Texts may have `«name»` in them. */
export interface FuzzRequest {
  readonly surface: Surface;
  readonly method: string;
  /** Path and query, as they stand in the request line. */
  readonly target: string;
  /** In order; a name may stand twice. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body?: FuzzBody;
}

/** A body, and what becomes of it on the way. */
export interface FuzzBody {
  readonly text: string;
  /** Changes the bytes, `at` a part of the whole from 0 to 1. */
  readonly damage?: { readonly kind: "cut" | "put"; readonly at: number; readonly bytes: readonly number[] };
  /** Sent as chunks, without a length. */
  readonly chunked?: boolean;
}

/** A text with the values of the world. A name that the world has no value for stands for nothing. */
export function filled(
  text: string,
  known: Known,
  encode: (value: string) => string = (value) => value,
): string {
  return text.replaceAll(
    /«(?:damaged:(\d+):([0-9a-f]*):)?([^«»]*)»/g,
    (_, percent?: string, hex = "", name = "") => {
      const value = Object.hasOwn(known, name) ? (known[name] ?? "") : percent === undefined ? "" : name;
      if (percent === undefined) return encode(value);
      const at = Math.floor((Number(percent) / 100) * value.length);
      return encode(value.slice(0, at) + Buffer.from(hex, "hex").toString() + value.slice(at + 1));
    },
  );
}

/** The bytes of a body. */
export function bytesOf({ text, damage }: FuzzBody, known: Known, isJson: boolean): Buffer {
  const encode = isJson ? (value: string) => JSON.stringify(value).slice(1, -1) : encodeURIComponent;
  const whole = Buffer.from(filled(text, known, encode));
  if (damage === undefined) return whole;
  const at = Math.floor(damage.at * whole.length);
  const rest = damage.kind === "cut" ? [] : [whole.subarray(at)];
  return Buffer.concat([whole.subarray(0, at), Buffer.from(damage.bytes), ...rest]);
}
