// Which problem does an answer tell of? A problem document (RFC 9457), or the errors of a GraphQL answer.
import { isJsonObject } from "@claimsmith/cognito-model";

/** The problem. */
export interface Problem {
  /** The stable code of the refusal, where it has one. */
  readonly code?: string;
  readonly status?: number;
  /** A sentence for people. */
  readonly detail?: string;
}

/** The problem that a body tells of; undefined where it tells of none. */
export function problemOf(body: unknown): Problem | undefined {
  if (!isJsonObject(body)) return undefined;
  const { code, status, detail, title, message } = body;
  const isProblem = typeof title === "string" && typeof status === "number";
  // A problem document may list errors of its own.
  const error: unknown = !isProblem && Array.isArray(body.errors) ? body.errors[0] : undefined;
  if (isJsonObject(error)) return graphQlProblem(error);
  // API Gateway's own refusals are `{ "message": "Unauthorized" }` or "Forbidden".
  if (!isProblem && !(typeof message === "string" && Object.keys(body).length === 1)) return undefined;
  return problem({ code, status, detail: detail ?? title ?? message });
}

/** graphql-yoga has the code under `extensions`; AppSync as the type of the error. (AWS: AppSync resolver errors) */
function graphQlProblem({ message, extensions, errorType }: Readonly<Record<string, unknown>>): Problem {
  const inside = isJsonObject(extensions) ? extensions : {};
  return problem({ code: inside.code ?? errorType, status: undefined, detail: message });
}

function problem({ code, status, detail }: Readonly<Record<keyof Problem, unknown>>): Problem {
  return {
    ...(typeof code === "string" && { code }),
    ...(typeof status === "number" && { status }),
    ...(typeof detail === "string" && { detail }),
  };
}
