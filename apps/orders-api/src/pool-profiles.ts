// Whose e-mail address is it? The user pool is asked, with the API's own credentials: it is on no access token.
import { type FetchProfile, fromAdminGetUser, profileFetcher } from "@claimsmith/verifier/profile";

const DEADLINE_MS = 3_000;
const CACHE = { maxProfiles: 1_000, ttlSeconds: 60 } as const;

/**
 * The profiles of a pool's users. Needs the right `cognito-idp:AdminGetUser`. Credentials and
 * `AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER` come from the environment; the SDK is loaded with the first call, before its
 * deadline begins to count.
 */
export function poolProfiles({ userPoolId }: { readonly userPoolId: string }): FetchProfile<readonly []> {
  let opened: ReturnType<typeof connect> | undefined;
  const [region = ""] = userPoolId.split("_", 1);
  const connection = () => {
    opened ??= connect(region);
    return opened;
  };
  const source = fromAdminGetUser({
    call: async (input, signal) => {
      const { sdk, client } = await connection();
      const command = new sdk.AdminGetUserCommand({ UserPoolId: userPoolId, ...input });
      return client.send(command, { abortSignal: signal });
    },
  });
  const fetchProfile = profileFetcher(source, { deadlineMs: DEADLINE_MS, cache: CACHE });
  return async (owner) => {
    await connection();
    return fetchProfile(owner);
  };
}

async function connect(region: string) {
  const sdk = await import("@aws-sdk/client-cognito-identity-provider");
  return { sdk, client: new sdk.CognitoIdentityProviderClient({ region, maxAttempts: 2 }) };
}
