// Is every failure of a sign-in told in our words, and never in a server's?
import { expect, test } from "vitest";
import { failureOf, SessionError } from "../src/session/failures.ts";

/** As Amplify throws them. */
function named(name: string, message = ""): Error {
  return Object.assign(new Error(message), { name });
}

/** As oauth4webapi throws them. */
function ofOAuth(error: string, error_description?: string): Error {
  return Object.assign(named("ResponseBodyError"), { error, error_description });
}

const TRIGGER_SAYS = "PreTokenGeneration failed with error s3cret.";

test.each([
  ["a pool that is down, by Amplify", named("NetworkError"), "POOL_UNREACHABLE"],
  ["a pool that is down, by fetch", new TypeError("Failed to fetch"), "POOL_UNREACHABLE"],
  ["a trigger that refuses", named("UserLambdaValidationException", TRIGGER_SAYS), "TRIGGER_REFUSED"],
  ["a trigger that refuses at the token endpoint", ofOAuth("invalid_grant", TRIGGER_SAYS), "TRIGGER_REFUSED"],
  ["a trigger that crashes", named("UnexpectedLambdaException"), "TRIGGER_FAILED"],
  ["a trigger with a wrong answer", named("InvalidLambdaResponseException"), "TRIGGER_FAILED"],
  ["a wrong password", named("NotAuthorizedException"), "CREDENTIALS_WRONG"],
  ["a refresh token that does not count", ofOAuth("invalid_grant"), "SESSION_ENDED"],
  ["a session that Amplify lost", new SessionError("SessionEnded"), "SESSION_ENDED"],
  ["an answer of another tab", new SessionError("LoginNotOurs"), "LOGIN_NOT_OURS"],
  ["a code that does not count", new SessionError("LoginRefused"), "LOGIN_REFUSED"],
  ["a scope that the client may not ask for", ofOAuth("invalid_scope"), "LOGIN_REFUSED"],
  [
    "an error that wraps the network's",
    new Error("s3cret", { cause: new TypeError("down") }),
    "POOL_UNREACHABLE",
  ],
  ["a name of Object.prototype", named("constructor"), "UNEXPECTED"],
  ["an error that nobody knows", new Error("s3cret"), "UNEXPECTED"],
  ["something that is no error", "s3cret", "UNEXPECTED"],
])("%s has words of ours", (_, thrown, code) => {
  const failure = failureOf(thrown);
  expect(failure.code).toBe(code);
  expect(failure.title.length).toBeGreaterThan(0);
  expect(failure.advice.length).toBeGreaterThan(0);
  expect(JSON.stringify(failure)).not.toContain("s3cret");
});
