// How does the pool answer GET /oauth2/authorize? (RFC 6749, section 3.1; AWS: The redirect and authorization endpoint)
import type { Cloud } from "../cloud/cloud.ts";
import { OAuthError } from "../errors.ts";
import { browserSession } from "./browser-session.ts";
import { answerAuthorization } from "./front-channel.ts";
import { finishHostedSignIn } from "./hosted-sign-in.ts";
import { redirect } from "./redirect.ts";

/** Sends whoever is signed in back to the client, everybody else to the login page. Never throws. */
export function answerAuthorizeRequest(cloud: Cloud, request: Request): Promise<Response> {
  return answerAuthorization(cloud, request, {
    name: "authorize",
    answer: async (authorization) => {
      const { prompt, poolClient } = authorization;
      const person = prompt.has("login") ? undefined : await browserSession(poolClient.pool, request);
      if (person !== undefined) return finishHostedSignIn(cloud, authorization, { person });
      if (prompt.has("none")) {
        throw new OAuthError(
          "login_required",
          "expected somebody to be signed in: ask again without prompt=none",
        );
      }
      return redirect(`/login${new URL(request.url).search}`);
    },
  });
}
