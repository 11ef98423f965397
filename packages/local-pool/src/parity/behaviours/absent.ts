// What does Cognito have that the local pool has not? Each is refused by its name.
import { area } from "../behaviour.ts";

const MISSING = "the local pool refuses it by name";

export const ABSENT = area("what is not here", [
  {
    id: "custom-auth",
    behaviour: "CUSTOM_AUTH runs challenges that a function defines",
    source: "Custom authentication challenge Lambda triggers",
    certainty: "documented",
    needs: ["write", "local"],
    expected: { error: "InvalidParameterException", status: 400 },
    local: { status: "absent", why: MISSING },
    observe: async (world) => {
      const client = await world.newClient({ ExplicitAuthFlows: ["ALLOW_CUSTOM_AUTH"] });
      const { name } = await world.newUser();
      return world.refusal("InitiateAuth", {
        ClientId: client.clientId,
        AuthFlow: "CUSTOM_AUTH",
        AuthParameters: { USERNAME: name },
      });
    },
  },
  {
    id: "choice-based",
    behaviour: "USER_AUTH lets the user choose among passwords, codes and passkeys",
    source: "Authentication flows",
    certainty: "documented",
    needs: ["write", "local"],
    expected: "accepted",
    local: { status: "absent", why: MISSING },
    observe: async (world) => {
      const client = await world.newClient({ ExplicitAuthFlows: ["ALLOW_USER_AUTH"] });
      const { name } = await world.newUser();
      return world.refusal("InitiateAuth", {
        ClientId: client.clientId,
        AuthFlow: "USER_AUTH",
        AuthParameters: { USERNAME: name },
      });
    },
  },
  {
    id: "mfa",
    behaviour: "a second factor can be asked for",
    source: "Adding MFA to a user pool",
    certainty: "documented",
    needs: ["write", "local"],
    expected: "accepted",
    local: { status: "absent", why: MISSING },
    observe: async (world) => {
      const { Id } = await world.newPool({});
      return world.refusal("SetUserPoolMfaConfig", {
        UserPoolId: Id,
        MfaConfiguration: "ON",
        SoftwareTokenMfaConfiguration: { Enabled: true },
      });
    },
  },
  {
    id: "federation",
    behaviour: "other identity providers can sign users in",
    source: "User pool sign-in with third party identity providers",
    certainty: "documented",
    needs: ["write", "local"],
    expected: "accepted",
    local: { status: "absent", why: MISSING },
    observe: (world) =>
      world.refusal("CreateIdentityProvider", {
        UserPoolId: world.target.userPoolId,
        ProviderName: "parity",
        ProviderType: "OIDC",
        ProviderDetails: {},
      }),
  },
  {
    id: "other-triggers",
    behaviour: "other triggers run before sign-up, after confirmation and so on",
    source: "Customizing user pool workflows with Lambda triggers",
    certainty: "documented",
    needs: ["write", "local"],
    expected: "accepted",
    local: { status: "absent", why: MISSING },
    observe: (world) =>
      world.refusal("CreateUserPool", {
        PoolName: "claimsmith-parity-triggers",
        LambdaConfig: { PreSignUp: "arn:aws:lambda:eu-west-1:000000000000:function:none" },
      }),
  },
  {
    id: "device-tracking",
    behaviour: "devices can be remembered",
    source: "Working with user devices in your user pool",
    certainty: "documented",
    needs: ["write", "local"],
    expected: "accepted",
    local: { status: "absent", why: MISSING },
    observe: (world) => world.refusal("ListDevices", { AccessToken: "none" }),
  },
  {
    id: "signed-requests",
    behaviour: "administrators' calls need a signature of AWS credentials",
    source: "Using the Amazon Cognito user pools API",
    certainty: "documented",
    needs: ["write", "local"],
    expected: { error: "MissingAuthenticationTokenException", status: 400 },
    local: { status: "differs", why: "whoever reaches the port is an administrator" },
    observe: (world) => world.refusal("ListUserPools", { MaxResults: 1 }),
  },
]);
