// How does a sign-in through the API begin, and how is it refused?
import { area } from "../behaviour.ts";
import { PASSWORD_CLIENT } from "../world.ts";

const INITIATE = "API Reference: InitiateAuth";
const EXISTENCE = "Managing user existence error responses";

export const SIGN_IN = area("sign-in through the API", [
  {
    id: "wrong-password",
    behaviour: "a wrong password is refused with NotAuthorizedException",
    source: INITIATE,
    certainty: "documented",
    needs: ["write"],
    expected: { error: "NotAuthorizedException", status: 400 },
    observe: async (world) => {
      const request = world.passwordAuth(await world.client(), await world.newUser(), "Wrong-password-1");
      return world.refusal("InitiateAuth", request);
    },
  },
  {
    id: "unknown-user-hidden",
    behaviour: "with PreventUserExistenceErrors an unknown user is refused like a wrong password",
    source: EXISTENCE,
    certainty: "documented",
    needs: ["write"],
    expected: { error: "NotAuthorizedException", status: 400 },
    observe: async (world) => {
      const client = await world.newClient({
        ...PASSWORD_CLIENT,
        PreventUserExistenceErrors: "ENABLED",
      });
      return world.refusal("InitiateAuth", world.passwordAuth(client, NOBODY));
    },
  },
  {
    id: "unknown-user-shown",
    behaviour: "without it the refusal is UserNotFoundException",
    source: EXISTENCE,
    certainty: "documented",
    needs: ["write"],
    expected: { error: "UserNotFoundException", status: 400 },
    observe: async (world) => {
      const client = await world.newClient({
        ...PASSWORD_CLIENT,
        PreventUserExistenceErrors: "LEGACY",
      });
      return world.refusal("InitiateAuth", world.passwordAuth(client, NOBODY));
    },
  },
  {
    id: "flow-not-enabled",
    behaviour: "a flow that the client does not list is refused with InvalidParameterException",
    source: INITIATE,
    certainty: "documented",
    needs: ["write"],
    expected: { error: "InvalidParameterException", status: 400 },
    observe: async (world) => {
      const client = await world.newClient({
        ExplicitAuthFlows: ["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
      });
      return world.refusal("InitiateAuth", world.passwordAuth(client, NOBODY));
    },
  },
  {
    id: "unknown-client",
    behaviour: "a client id that no client has is refused with ResourceNotFoundException",
    source: INITIATE,
    certainty: "documented",
    needs: [],
    expected: { error: "ResourceNotFoundException", status: 400 },
    observe: (world) =>
      world.refusal("InitiateAuth", world.passwordAuth({ clientId: "claimsmithparity0000000000" }, NOBODY)),
  },
  {
    id: "secret-hash-missing",
    behaviour: "a client with a secret must send SECRET_HASH",
    source: "Computing secret hash values",
    certainty: "documented",
    needs: ["write"],
    expected: { error: "NotAuthorizedException", status: 400 },
    observe: async (world) => {
      const client = await world.newClient({
        ...PASSWORD_CLIENT,
        GenerateSecret: true,
      });
      return world.refusal("InitiateAuth", world.passwordAuth(client, await world.newUser()));
    },
  },
  {
    id: "new-password-required",
    behaviour: "a temporary password is answered with NEW_PASSWORD_REQUIRED",
    source: "API Reference: InitiateAuth, ChallengeName",
    certainty: "documented",
    needs: ["write"],
    expected: {
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      parameters: ["USER_ID_FOR_SRP", "requiredAttributes", "userAttributes"],
    },
    observe: async (world) => {
      const user = await world.newUser({ isTemporary: true });
      const output = await world.must("InitiateAuth", world.passwordAuth(await world.client(), user));
      return {
        ChallengeName: output.ChallengeName ?? null,
        parameters: Object.keys(output.ChallengeParameters ?? {}).sort(),
      };
    },
  },
  {
    id: "srp-challenge",
    behaviour: "USER_SRP_AUTH is answered with PASSWORD_VERIFIER and these parameters",
    source: "API Reference: InitiateAuth, ChallengeName",
    certainty: "documented",
    needs: ["write"],
    expected: {
      ChallengeName: "PASSWORD_VERIFIER",
      parameters: ["SALT", "SECRET_BLOCK", "SRP_B", "USERNAME", "USER_ID_FOR_SRP"],
    },
    observe: async (world) => {
      const client = await world.client();
      const { name } = await world.newUser();
      const AuthParameters = { USERNAME: name, SRP_A: "2".padStart(96, "1") };
      const output = await world.must("InitiateAuth", {
        ClientId: client.clientId,
        AuthFlow: "USER_SRP_AUTH",
        AuthParameters,
      });
      return {
        ChallengeName: output.ChallengeName ?? null,
        parameters: Object.keys(output.ChallengeParameters ?? {}).sort(),
      };
    },
  },
  {
    id: "srp-zero",
    behaviour: "an SRP_A that is 0 is refused",
    source: "RFC 5054, section 2.5.4",
    certainty: "uncertain",
    needs: ["write"],
    expected: "refused",
    observe: async (world) => {
      const client = await world.client();
      const { name } = await world.newUser();
      const refusal = await world.refusal("InitiateAuth", {
        ClientId: client.clientId,
        AuthFlow: "USER_SRP_AUTH",
        AuthParameters: { USERNAME: name, SRP_A: "0" },
      });
      return refusal === "accepted" ? "accepted" : "refused";
    },
  },
]);

const NOBODY = {
  name: "claimsmith-parity-nobody@example.com",
  password: "Wrong-password-1",
  username: "nobody",
};
