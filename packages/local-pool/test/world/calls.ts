// Which calls do the sign-in tests make? A password sign-in that differs from a right one in what the test says.
import { createHmac } from "node:crypto";
import { InitiateAuthCommand } from "@aws-sdk/client-cognito-identity-provider";
import { CLIENT_IDS } from "./blueprint.ts";
import { PASSWORD } from "./world.ts";

/** The address of the user that these tests sign in. */
export const EMAIL = "pat@example.org";

/** A USER_PASSWORD_AUTH call of the client `web` for {@link EMAIL}, with changes. */
export function passwordAuth(change: {
  clientId?: string;
  username?: string;
  password?: string;
  secretHash?: string;
}): InitiateAuthCommand {
  return new InitiateAuthCommand({
    ClientId: change.clientId ?? CLIENT_IDS.web.clientId,
    AuthFlow: "USER_PASSWORD_AUTH",
    AuthParameters: {
      USERNAME: change.username ?? EMAIL,
      PASSWORD: change.password ?? PASSWORD,
      ...(change.secretHash === undefined ? {} : { SECRET_HASH: change.secretHash }),
    },
  });
}

/** What a client with a secret proves itself with. */
export function secretHash(username: string, { clientId, clientSecret }: typeof CLIENT_IDS.server): string {
  return createHmac("sha256", clientSecret)
    .update(username + clientId)
    .digest("base64");
}
