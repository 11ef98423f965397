// Which URLs does the pool serve?
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { CognitoError, OAuthError } from "../errors.ts";
import type { Pool } from "../pool/context.ts";
import { answerCall, cognitoErrorAnswer } from "./json-protocol.ts";
import { answerTokenRequest, oauthErrorAnswer } from "./token-endpoint.ts";
import { discovery, jsonWebKeySet } from "./well-known.ts";

/** The largest body that is read: 1 MiB. */
const MAX_BODY_BYTES = 1024 * 1024;
const TOO_LARGE = `expected a body of at most ${MAX_BODY_BYTES} bytes`;

/** The pool as a web application. No answer ever carries a stack trace. */
export function poolApp(pool: Pool): Hono {
  const app = new Hono();
  const limitCall = bodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: () => hangUp(cognitoErrorAnswer(new CognitoError("RequestEntityTooLargeException", TOO_LARGE))),
  });
  const limitForm = bodyLimit({
    maxSize: MAX_BODY_BYTES,
    onError: () => hangUp(oauthErrorAnswer(new OAuthError("invalid_request", TOO_LARGE))),
  });
  app.post("/", limitCall, (c) => answerCall(pool, c.req.raw));
  app.post("/oauth2/token", limitForm, (c) => answerTokenRequest(pool, c.req.raw));
  const wellKnown = `/${pool.userPoolId}/.well-known`;
  app.get(`${wellKnown}/openid-configuration`, (c) => c.json(discovery(pool)));
  app.get(`${wellKnown}/jwks.json`, (c) => c.json(jsonWebKeySet(pool)));
  app.notFound(() => notFound());
  app.onError((thrown) => internalError(pool, thrown));
  return app;
}

/** The rest of the body stays unread, so the connection cannot carry another request: its user must know. */
function hangUp(answer: Response): Response {
  answer.headers.set("connection", "close");
  return answer;
}

function notFound(): Response {
  return Response.json({ message: "the local pool serves nothing here" }, { status: 404 });
}

function internalError(pool: Pool, thrown: Error): Response {
  pool.log(`request 500 (${thrown.name})`);
  return cognitoErrorAnswer(
    new CognitoError("InternalErrorException", "the local pool failed: please report it", thrown),
  );
}
