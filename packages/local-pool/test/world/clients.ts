// How do the tests get an app client of another kind? By the control plane, beside those of the blueprint.
import {
  CreateUserPoolClientCommand,
  type CreateUserPoolClientCommandInput,
} from "@aws-sdk/client-cognito-identity-provider";
import { USER_POOL_ID } from "./blueprint.ts";
import type { World } from "./world.ts";

/** Makes a client with these settings, and gives its id and secret. */
export async function addClient(
  { sdk }: Pick<World, "sdk">,
  settings: Partial<CreateUserPoolClientCommandInput>,
): Promise<{ readonly ClientId: string; readonly ClientSecret: string }> {
  const command = new CreateUserPoolClientCommand({
    UserPoolId: USER_POOL_ID,
    ClientName: "another",
    ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
    PreventUserExistenceErrors: "ENABLED",
    ...settings,
  });
  const { UserPoolClient: { ClientId = "", ClientSecret = "" } = {} } = await sdk.send(command);
  return { ClientId, ClientSecret };
}
