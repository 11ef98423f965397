// What is read from an Authorization header?
import { describe, expect, test } from "vitest";
import { bearerToken, VerificationError } from "../src/index.ts";
import { readVectors } from "./read-vectors.ts";

interface HeaderVector {
  readonly description: string;
  readonly header: string | null;
  readonly expect: {
    readonly token?: string;
    readonly code?: string;
    readonly status?: number;
    readonly challenge?: string;
  };
}

function read(header: string | null): unknown {
  try {
    return { token: bearerToken(header) };
  } catch (error) {
    if (!(error instanceof VerificationError)) throw error;
    return { code: error.code, status: error.status, challenge: error.challenge() };
  }
}

describe("bearerToken reads", () => {
  test.each(readVectors<HeaderVector>("authorization-headers"))("$description", (vector) => {
    expect(read(vector.header)).toMatchObject(vector.expect);
  });
});
