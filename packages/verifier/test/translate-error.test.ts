// What does each error class of the library become, and what of it survives?
import * as library from "aws-jwt-verify/error";
import { describe, expect, test } from "vitest";
import { VerificationError } from "../src/index.ts";
import { translateError } from "../src/library/translate-error.ts";
import { readVectors } from "./read-vectors.ts";

interface LibraryError {
  /** The name of the class. */
  readonly description: string;
  readonly code: string;
  readonly category: string;
  readonly status: number;
}

const vectors = readVectors<LibraryError>("library-errors");
const classes = library as unknown as Readonly<Record<string, new (...parts: unknown[]) => Error>>;

describe("translateError turns", () => {
  test("every error class that the library exports", () => {
    expect(vectors.map(({ description }) => description).sort()).toEqual(Object.keys(classes).sort());
  });

  test.each(vectors)("$description into $code", ({ description, code, category, status }) => {
    const ErrorClass = classes[description] as new (...parts: unknown[]) => Error;
    const error = translateError(new ErrorClass("canary-a", "canary-b", "canary-c"));
    expect(error).toMatchObject({ code, category, status, cause: { name: description } });
    expect(JSON.stringify([error, error.message, error.cause])).not.toContain("canary");
  });

  test("a class that it does not know by its nearest ancestor", () => {
    class NewParseError extends library.JwtParseError {}
    expect(translateError(new NewParseError("x"))).toMatchObject({ code: "TOKEN_MALFORMED" });
  });

  test.each([new TypeError("canary"), "canary", undefined, null])(
    "anything else into unavailable: %s",
    (thrown) => {
      const error = translateError(thrown);
      expect(error).toMatchObject({ code: "UNEXPECTED_FAILURE", category: "unavailable", status: 503 });
      expect(JSON.stringify([error, error.message, error.cause])).not.toContain("canary");
    },
  );

  test("an error of our own into itself", () => {
    const error = new VerificationError("ISSUER_MISMATCH");
    expect(translateError(error)).toBe(error);
  });
});
