// GetTokensFromRefreshToken: how does a client refresh, where it rotates refresh tokens or where it does not? Its ClientMetadata reaches the trigger.
import { refreshTokens } from "../tokens/refresh.ts";
import { answerOf } from "../tokens/sign-in.ts";
import type { Action } from "./action.ts";
import { optionalText, optionalTextMap, text } from "./input.ts";
import { checkClientSecret, clientOf } from "./lookup.ts";

/**
 * No flow needs to be allowed for it. DeviceKey has no effect: no device is remembered.
 *
 * The trigger source is the one of the AWS page "Customizing user pool workflows with Lambda triggers"; one would expect
 * TokenGeneration_RefreshTokens (unverified).
 */
export const getTokensFromRefreshToken: Action = async (cloud, input) => {
  const { pool, client } = clientOf(cloud, input);
  const refreshToken = text(input, "RefreshToken");
  checkClientSecret(client, optionalText(input, "ClientSecret"));
  const clientMetadata = optionalTextMap(input, "ClientMetadata");
  const { tokens, refreshToken: next } = await refreshTokens(
    { pool, client },
    {
      refreshToken,
      triggerSource: "TokenGeneration_Authentication",
      ...(clientMetadata === undefined ? {} : { clientMetadata }),
    },
  );
  const { AuthenticationResult } = answerOf(tokens, next);
  return { AuthenticationResult };
};
