// How do the personas become users of the local pool? Through the real AWS SDK, as an administrator would do it.
import { randomBytes } from "node:crypto";
import {
  AdminAddUserToGroupCommand,
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from "@aws-sdk/client-cognito-identity-provider";
import type { Persona, UserPersona } from "@claimsmith/claims-policy";
import type { LocalPool } from "@claimsmith/local-pool";
import { renewUser, storedUser, type UserPlace } from "./stored-users.ts";

/** A persona as a user of the running pool. */
export interface LocalUser {
  /** What the person signs in with. */
  readonly username: string;
  /** Made for this run; it is in no file. */
  readonly password: string;
  readonly sub: string;
}

/** An SDK client for the local pool. Its credentials sign requests that nobody checks. */
export function cognitoClient({ endpoint, userPoolId }: Pick<LocalPool, "endpoint" | "userPoolId">) {
  // The SDK warns of every Node version that it will drop one day; the warning is for whoever chooses the version.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = "true";
  return new CognitoIdentityProviderClient({
    endpoint,
    region: userPoolId.slice(0, userPoolId.indexOf("_")),
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
}

/**
 * Creates a confirmed user for each person among the personas, or makes the one that a stored pool has what the persona says.
 * Gives them by the persona's name.
 */
export async function createUsers(
  pool: LocalPool,
  personas: Readonly<Record<string, Persona>>,
): Promise<Readonly<Record<string, LocalUser>>> {
  const client = cognitoClient(pool);
  const users: Record<string, LocalUser> = {};
  try {
    for (const [name, persona] of Object.entries(personas)) {
      if (persona.kind === "user") users[name] = await createUser(client, pool.userPoolId, persona);
    }
  } finally {
    client.destroy();
  }
  return users;
}

async function createUser(
  client: CognitoIdentityProviderClient,
  UserPoolId: string,
  persona: UserPersona,
): Promise<LocalUser> {
  const Username = persona.attributes.email;
  const place = { UserPoolId, Username };
  const stored = await storedUser(client, place);
  const sub =
    stored === undefined
      ? await newUser(client, place, persona)
      : await renewUser(client, place, { persona, stored });
  const Password = newPassword();
  await client.send(new AdminSetUserPasswordCommand({ ...place, Password, Permanent: true }));
  return { username: Username, password: Password, sub };
}

/** Gives the user's `sub`. */
async function newUser(
  client: CognitoIdentityProviderClient,
  place: UserPlace,
  { attributes, groups }: UserPersona,
): Promise<string> {
  const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
  const { User } = await client.send(
    new AdminCreateUserCommand({ ...place, UserAttributes, MessageAction: "SUPPRESS" }),
  );
  for (const GroupName of groups) {
    await client.send(new AdminAddUserToGroupCommand({ ...place, GroupName }));
  }
  return User?.Attributes?.find(({ Name }) => Name === "sub")?.Value ?? "";
}

/** 144 random bits, with one character of each kind that the password policy asks for in front. */
function newPassword(): string {
  return `Aa1-${randomBytes(18).toString("base64url")}`;
}
