// Which URLs does the pool serve?
import { getConnInfo } from "@hono/node-server/conninfo";
import { Hono } from "hono";
import { type Cloud, type Pool, poolById } from "../cloud/cloud.ts";
import { CognitoError, OAuthError } from "../errors.ts";
import { lambdaApp } from "../lambda/routes.ts";
import { answerAuthorizeRequest } from "../oauth/authorize-endpoint.ts";
import { oauthErrorAnswer } from "../oauth/json-answer.ts";
import { answerLoginForm, showLoginPage } from "../oauth/login-endpoint.ts";
import { answerLogoutRequest } from "../oauth/logout-endpoint.ts";
import { answerRevocationRequest } from "../oauth/revoke-endpoint.ts";
import { answerTokenRequest } from "../oauth/token-endpoint.ts";
import { answerUserInfoRequest } from "../oauth/user-info.ts";
import { USER_POOLS } from "../store/tables.ts";
import { ISSUER_PATHS } from "../tokens/issuer.ts";
import { limitBody } from "./body-limit.ts";
import { cors } from "./cors.ts";
import { answerCall, cognitoErrorAnswer } from "./json-protocol.ts";
import { loopbackHostOnly } from "./loopback.ts";
import { answerOutbox, OUTBOX_PATH } from "./outbox.ts";
import { discovery, jsonWebKeySet } from "./well-known.ts";

/** The largest body that is read: 1 MiB. */
const MAX_BODY_BYTES = 1024 * 1024;
const TOO_LARGE = `expected a body of at most ${MAX_BODY_BYTES} bytes`;

/** What scripts of web pages may call, and with which methods: not what browsers visit themselves. */
const OPEN_TO_PAGES: readonly (readonly [path: string, methods: string])[] = [
  ["/", "POST"],
  ["/oauth2/token", "POST"],
  ["/oauth2/userInfo", "GET, POST"],
  ["/oauth2/revoke", "POST"],
  ...ISSUER_PATHS.map((path) => [`${path}/.well-known/:document`, "GET"] as const),
];

/** The cloud as a web application. No answer ever carries a stack trace. */
export function cloudApp(cloud: Cloud): Hono {
  const app = new Hono();
  const limitCall = limitBody(MAX_BODY_BYTES, () =>
    hangUp(cognitoErrorAnswer(new CognitoError("RequestEntityTooLargeException", TOO_LARGE))),
  );
  const limitForm = limitBody(MAX_BODY_BYTES, () =>
    hangUp(oauthErrorAnswer(new OAuthError("invalid_request", TOO_LARGE))),
  );
  if (cloud.isLoopback) app.use(loopbackHostOnly);
  for (const [path, methods] of OPEN_TO_PAGES) app.use(path, cors(cloud, methods));
  app.post("/", limitCall, (c) => answerCall(cloud, c.req.raw));
  app.get("/oauth2/authorize", (c) => answerAuthorizeRequest(cloud, c.req.raw));
  app.get("/login", (c) => showLoginPage(cloud, c.req.raw));
  app.post("/login", limitForm, (c) => answerLoginForm(cloud, c.req.raw));
  app.get("/logout", (c) => answerLogoutRequest(cloud, c.req.raw));
  app.post("/oauth2/token", limitForm, (c) => answerTokenRequest(cloud, c.req.raw));
  app.on(["GET", "POST"], "/oauth2/userInfo", limitForm, (c) => answerUserInfoRequest(cloud, c.req.raw));
  app.post("/oauth2/revoke", limitForm, (c) => answerRevocationRequest(cloud, c.req.raw));
  for (const path of ISSUER_PATHS) {
    app.get(`${path}/.well-known/:document`, (c) =>
      published(cloud, c.req.param("userPoolId") ?? "", c.req.param("document") ?? ""),
    );
  }
  app.get(OUTBOX_PATH, loopbackHostOnly, (c) => answerOutbox(cloud, getConnInfo(c).remote.address));
  app.route("/", lambdaApp(cloud));
  app.notFound(() => notFound());
  app.onError((thrown) => internalError(cloud, thrown));
  return app;
}

/** The rest of the body stays unread, so the connection cannot carry another request: its user must know. */
function hangUp(answer: Response): Response {
  answer.headers.set("connection", "close");
  return answer;
}

const DOCUMENTS: Readonly<Record<string, (pool: Pool) => object>> = {
  "openid-configuration": discovery,
  "jwks.json": jsonWebKeySet,
};

function published(cloud: Cloud, userPoolId: string, name: string): Response {
  const document = Object.hasOwn(DOCUMENTS, name) ? DOCUMENTS[name] : undefined;
  if (document === undefined || cloud.database.get(USER_POOLS, ["", userPoolId]) === undefined) {
    return notFound();
  }
  return Response.json(document(poolById(cloud, userPoolId)));
}

function notFound(): Response {
  return Response.json({ message: "the local pool serves nothing here" }, { status: 404 });
}

function internalError(cloud: Cloud, thrown: Error): Response {
  cloud.log(`request 500 (${thrown.name})`);
  return cognitoErrorAnswer(
    new CognitoError("InternalErrorException", "the local pool failed: please report it", thrown),
  );
}
