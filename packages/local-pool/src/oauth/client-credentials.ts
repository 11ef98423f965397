// How does a machine get its token? (RFC 6749, section 4.4; AWS: The token endpoint)
import { isJsonObject } from "@claimsmith/cognito-model";
import { OAuthError } from "../errors.ts";
import { allowsOAuthFlow } from "../pools/client.ts";
import { issueTokens } from "../tokens/issue.ts";
import { grantedScopes } from "../tokens/requested-scopes.ts";
import type { Form } from "./form.ts";
import { type GrantHandler, tokenAnswer } from "./token-answer.ts";

/** Client credentials: an access token only, with the client's scopes and whatever the trigger adds. */
export const clientCredentials: GrantHandler = async ({ pool, client }, form) => {
  const allowed = allowsOAuthFlow(client, "client_credentials");
  if (!allowed || client.clientSecret === undefined) {
    throw new OAuthError("unauthorized_client", "expected a client that may use client_credentials");
  }
  const clientMetadata = metadataOf(form);
  const tokens = await issueTokens(pool, {
    client,
    grant: "machine",
    session: {
      oauth: true,
      scopes: grantedScopes(pool, client, form.get("scope")),
      authTimeSeconds: Math.floor(pool.cloud.clock() / 1000),
    },
    ...(clientMetadata === undefined ? {} : { clientMetadata }),
  });
  return tokenAnswer(tokens);
};

function metadataOf(form: Form): Readonly<Record<string, string>> | undefined {
  const json = form.get("aws_client_metadata");
  if (json === undefined) return undefined;
  const value = parsed(json);
  const isTextMap = isJsonObject(value) && Object.values(value).every((item) => typeof item === "string");
  if (!isTextMap) {
    throw new OAuthError("invalid_request", "expected aws_client_metadata to be a JSON object of strings");
  }
  return value as Readonly<Record<string, string>>;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
