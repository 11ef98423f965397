// How do users come to be, and what may they change?
import { area } from "../behaviour.ts";
import type { JsonRecord } from "../json.ts";
import { PASSWORD_CLIENT, type ParityWorld } from "../world.ts";

const WRITE_LIST = "Working with user attributes";

async function signUp(world: ParityWorld): Promise<{ readonly ClientId: string; readonly Username: string }> {
  const { clientId: ClientId } = await world.client();
  const Username = await world.newUserName();
  const output = await world.must("SignUp", { ClientId, Username, Password: "Aa1-parity-password" });
  world.removeUserLater(String(output.UserSub));
  return { ClientId, Username };
}

export const USERS = area("users and their attributes", [
  {
    id: "sign-up",
    behaviour: "SignUp gives an unconfirmed user and says where the code went",
    source: "API Reference: SignUp",
    certainty: "documented",
    needs: ["write", "local"],
    expected: {
      UserConfirmed: false,
      delivered: "EMAIL",
      signIn: { error: "UserNotConfirmedException", status: 400 },
    },
    observe: async (world) => {
      const { clientId: ClientId } = await world.client();
      const Username = await world.newUserName();
      const Password = "Aa1-parity-password";
      const output = await world.must("SignUp", { ClientId, Username, Password });
      const user = { name: Username, password: Password, username: String(output.UserSub) };
      world.removeUserLater(user.username);
      return {
        UserConfirmed: output.UserConfirmed ?? null,
        delivered: (output.CodeDeliveryDetails as JsonRecord | undefined)?.DeliveryMedium ?? null,
        signIn: await world.refusal("InitiateAuth", world.passwordAuth({ clientId: ClientId }, user)),
      };
    },
  },
  {
    id: "sign-up-wrong-code",
    behaviour: "a wrong code is refused with CodeMismatchException",
    source: "API Reference: ConfirmSignUp",
    certainty: "documented",
    needs: ["write", "local"],
    expected: { error: "CodeMismatchException", status: 400 },
    observe: async (world) =>
      world.refusal("ConfirmSignUp", { ...(await signUp(world)), ConfirmationCode: "000000x" }),
  },
  {
    id: "sign-up-twice",
    behaviour: "a name that is taken is refused with UsernameExistsException",
    source: "API Reference: SignUp",
    certainty: "documented",
    needs: ["write"],
    expected: { error: "UsernameExistsException", status: 400 },
    observe: async (world) => {
      const { clientId: ClientId } = await world.client();
      const { name: Username } = await world.newUser();
      return world.refusal("SignUp", { ClientId, Username, Password: "Aa1-parity-password" });
    },
  },
  {
    id: "password-policy",
    behaviour: "a password that breaks the policy is refused with InvalidPasswordException",
    source: "API Reference: AdminSetUserPassword",
    certainty: "documented",
    needs: ["write"],
    expected: { error: "InvalidPasswordException", status: 400 },
    observe: async (world) => {
      const { username: Username } = await world.newUser();
      const at = { UserPoolId: world.target.userPoolId, Username };
      return world.refusal("AdminSetUserPassword", { ...at, Password: "short", Permanent: true });
    },
  },
  {
    id: "write-list",
    behaviour: "an attribute that is not on the client's write list cannot be written with its tokens",
    source: WRITE_LIST,
    certainty: "documented",
    needs: ["write"],
    expected: { error: "NotAuthorizedException", status: 400 },
    observe: async (world) => {
      const client = await world.newClient({
        ...PASSWORD_CLIENT,
        WriteAttributes: ["given_name"],
      });
      const { accessToken } = await world.signIn(client, await world.newUser());
      const UserAttributes = [{ Name: "family_name", Value: "Parity" }];
      return world.refusal("UpdateUserAttributes", { AccessToken: accessToken, UserAttributes });
    },
  },
  {
    id: "read-list",
    behaviour: "an attribute that is not on the client's read list is not on its ID tokens",
    source: WRITE_LIST,
    certainty: "documented",
    needs: ["write"],
    expected: { given_name: "string", family_name: "undefined" },
    observe: async (world) => {
      const client = await world.newClient({
        ...PASSWORD_CLIENT,
        ReadAttributes: ["given_name"],
      });
      const attributes = { given_name: "Pat", family_name: "Parity" };
      const { id } = await world.signIn(client, await world.newUser({ attributes }));
      return { given_name: typeof id?.given_name, family_name: typeof id?.family_name };
    },
  },
  {
    id: "disabled-user",
    behaviour: "a disabled user cannot sign in",
    source: "API Reference: AdminDisableUser",
    certainty: "documented",
    needs: ["write"],
    expected: { error: "NotAuthorizedException", status: 400 },
    observe: async (world) => {
      const user = await world.newUser();
      await world.must("AdminDisableUser", {
        UserPoolId: world.target.userPoolId,
        Username: user.username,
      });
      return world.refusal("InitiateAuth", world.passwordAuth(await world.client(), user));
    },
  },
  {
    id: "forgot-password-hidden",
    behaviour: "with PreventUserExistenceErrors ForgotPassword answers for a user that is not there, too",
    source: "Managing user existence error responses",
    certainty: "documented",
    needs: ["write"],
    expected: "accepted",
    observe: async (world) => {
      const { clientId: ClientId } = await world.newClient({ PreventUserExistenceErrors: "ENABLED" });
      return world.refusal("ForgotPassword", { ClientId, Username: await world.newUserName() });
    },
  },
]);
