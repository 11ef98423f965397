// What does a behaviour work with? App clients, users and groups of its own in the pool, removed at the end.

import { randomBytes } from "node:crypto";
import { LocalPoolError } from "../errors.ts";
import type { Call } from "./api.ts";
import { isJsonRecord, type Json, type JsonRecord } from "./json.ts";
import { PROBE_ATTRIBUTE, PROBE_CLAIM, probeInstruction } from "./probe.ts";

/** An app client that parity made. */
export interface ParityClient {
  readonly clientId: string;
  readonly clientSecret?: string;
}

/** A user that parity made: confirmed, unless the test asked for a temporary password. */
export interface ParityUser {
  /** What the user signs in with. */
  readonly name: string;
  readonly password: string;
  readonly username: string;
}

/** What a sign-in or a refresh gave, with the payloads of the tokens. Signatures are not looked at here. */
export interface ParityTokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly access: JsonRecord;
  readonly id?: JsonRecord;
  /** The event that the probe showed. */
  readonly event?: JsonRecord;
}

/** Where the pool is. */
export interface ParityTarget {
  readonly userPoolId: string;
  readonly call: Call;
  /** Base URL of the OAuth endpoints: the pool's domain, or the local pool. */
  readonly oauthUrl?: string;
  /** Base URL of the issuer's documents. */
  readonly issuer: string;
}

/** The settings of an app client that signs users in with their password. */
export const PASSWORD_CLIENT = {
  ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"],
};

/** The pool at hand, and what parity may make in it. */
export class ParityWorld {
  readonly target: ParityTarget;
  readonly #onEvent: (event: JsonRecord) => void;
  readonly #removals: (() => Promise<unknown>)[] = [];
  #client: Promise<ParityClient> | undefined;
  #pool: Promise<JsonRecord> | undefined;

  /** `onEvent` receives each event that the probe showed. */
  constructor(target: ParityTarget, onEvent: (event: JsonRecord) => void = () => {}) {
    this.target = target;
    this.#onEvent = onEvent;
  }

  /** The output of a call that must succeed. @throws LocalPoolError PARITY_CALL_REFUSED */
  async must(action: string, input: JsonRecord): Promise<JsonRecord> {
    const answer = await this.target.call(action, input);
    if (answer.ok) return answer.output;
    const message = `${action} was refused with ${answer.error}: parity cannot try what builds on it`;
    throw new LocalPoolError("PARITY_CALL_REFUSED", message, { category: "rejected" });
  }

  /** How a call is refused; `accepted` where it is not. */
  async refusal(action: string, input: JsonRecord): Promise<Json> {
    const answer = await this.target.call(action, input);
    return answer.ok ? "accepted" : { error: answer.error, status: answer.status };
  }

  /** The pool as DescribeUserPool shows it. */
  describedPool(): Promise<JsonRecord> {
    this.#pool ??= this.must("DescribeUserPool", { UserPoolId: this.target.userPoolId }).then(
      ({ UserPool }) => UserPool as JsonRecord,
    );
    return this.#pool;
  }

  /** The client for password sign-in that behaviours share. */
  client(): Promise<ParityClient> {
    this.#client ??= this.newClient({
      ExplicitAuthFlows: ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"],
    });
    return this.#client;
  }

  /** A client of its own, removed at the end. */
  async newClient(settings: JsonRecord): Promise<ParityClient> {
    const { userPoolId } = this.target;
    const ClientName = newName();
    const output = await this.must("CreateUserPoolClient", {
      UserPoolId: userPoolId,
      ClientName,
      ...settings,
    });
    const { ClientId, ClientSecret } = output.UserPoolClient as Record<string, string>;
    const clientId = ClientId ?? "";
    this.#removals.push(() =>
      this.target.call("DeleteUserPoolClient", { UserPoolId: userPoolId, ClientId: clientId }),
    );
    return ClientSecret === undefined ? { clientId } : { clientId, clientSecret: ClientSecret };
  }

  /** A resource server with the scope `read`, removed at the end. Gives its identifier. */
  async newResourceServer(): Promise<string> {
    const at = { UserPoolId: this.target.userPoolId, Identifier: newName() };
    const Scopes = [{ ScopeName: "read", ScopeDescription: "parity" }];
    await this.must("CreateResourceServer", { ...at, Name: at.Identifier, Scopes });
    this.#removals.push(() => this.target.call("DeleteResourceServer", at));
    return at.Identifier;
  }

  /** A group, removed at the end. Gives its name. */
  async newGroup(settings: JsonRecord = {}): Promise<string> {
    const at = { UserPoolId: this.target.userPoolId, GroupName: newName() };
    await this.must("CreateGroup", { ...at, ...settings });
    this.#removals.push(() => this.target.call("DeleteGroup", at));
    return at.GroupName;
  }

  /** A user, removed at the end. `probe` says what the probe answers at this user's sign-ins. */
  async newUser(
    options: {
      readonly attributes?: Readonly<Record<string, string>>;
      readonly groups?: readonly string[];
      readonly isTemporary?: true;
      readonly probe?: string;
    } = {},
  ): Promise<ParityUser> {
    const UserPoolId = this.target.userPoolId;
    const name = await this.newUserName();
    const password = newPassword();
    const probe = options.probe === undefined ? {} : { [PROBE_ATTRIBUTE]: probeInstruction(options.probe) };
    const attributes = { ...(await this.#requiredAttributes(name)), ...options.attributes, ...probe };
    const { User } = await this.must("AdminCreateUser", {
      UserPoolId,
      Username: name,
      MessageAction: "SUPPRESS",
      TemporaryPassword: password,
      UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    });
    const Username = String((User as JsonRecord).Username);
    this.#removals.push(() => this.target.call("AdminDeleteUser", { UserPoolId, Username }));
    if (options.isTemporary === undefined) {
      const given = { UserPoolId, Username, Password: password, Permanent: true };
      await this.must("AdminSetUserPassword", given);
    }
    for (const GroupName of options.groups ?? []) {
      await this.must("AdminAddUserToGroup", { UserPoolId, Username, GroupName });
    }
    return { name, password, username: Username };
  }

  /** A name that a new user of this pool may have. @throws LocalPoolError PARITY_POOL_UNSUITABLE */
  async newUserName(): Promise<string> {
    const { UsernameAttributes = [] } = await this.describedPool();
    const kinds = UsernameAttributes as readonly string[];
    if (kinds.length === 0) return newName();
    if (kinds.includes("email")) return `${newName()}@example.com`;
    throw new LocalPoolError(
      "PARITY_POOL_UNSUITABLE",
      "expected a pool where people sign in with a user name or an e-mail address",
      { category: "unsupported" },
    );
  }

  /** Removes a user at the end that was not made by {@link newUser}. */
  removeUserLater(Username: string): void {
    const at = { UserPoolId: this.target.userPoolId, Username };
    this.#removals.push(() => this.target.call("AdminDeleteUser", at));
  }

  /** A pool of its own, removed at the end, as CreateUserPool describes it. */
  async newPool(settings: JsonRecord): Promise<JsonRecord> {
    const { UserPool } = await this.must("CreateUserPool", { PoolName: newName(), ...settings });
    const { Id = "" } = UserPool as JsonRecord;
    this.#removals.push(() => this.target.call("DeleteUserPool", { UserPoolId: Id }));
    return UserPool as JsonRecord;
  }

  /** A world of its own in a new pool. */
  async inNewPool(settings: JsonRecord): Promise<ParityWorld> {
    const { Id } = await this.newPool(settings);
    const userPoolId = String(Id);
    const issuer = this.target.issuer.replace(this.target.userPoolId, userPoolId);
    return new ParityWorld({ ...this.target, userPoolId, issuer }, this.#onEvent);
  }

  /** The parameters of a password sign-in. */
  passwordAuth(client: ParityClient, user: ParityUser, password = user.password): JsonRecord {
    const AuthParameters = { USERNAME: user.name, PASSWORD: password };
    return { ClientId: client.clientId, AuthFlow: "USER_PASSWORD_AUTH", AuthParameters };
  }

  /** Signs a user in with its password. */
  async signIn(client: ParityClient, user: ParityUser): Promise<ParityTokens> {
    return this.tokens(await this.must("InitiateAuth", this.passwordAuth(client, user)));
  }

  /** Refreshes through InitiateAuth. */
  async refresh(client: ParityClient, { refreshToken = "" }: ParityTokens): Promise<ParityTokens> {
    const AuthParameters = { REFRESH_TOKEN: refreshToken };
    const input = { ClientId: client.clientId, AuthFlow: "REFRESH_TOKEN_AUTH", AuthParameters };
    return this.tokens(await this.must("InitiateAuth", input));
  }

  /** The tokens of an answer of the API. @throws LocalPoolError PARITY_NO_TOKENS for a challenge */
  tokens(output: JsonRecord): ParityTokens {
    const tokens = tokensOf(output);
    if (tokens.event !== undefined) this.#onEvent(tokens.event);
    return tokens;
  }

  /** The event that the probe showed in these claims. */
  eventOf(claims: JsonRecord): JsonRecord | undefined {
    const event = eventIn(claims);
    if (event !== undefined) this.#onEvent(event);
    return event;
  }

  /** Posts a form to the token endpoint, as a client with a secret where it has one. */
  async tokenRequest(
    client: ParityClient,
    form: Readonly<Record<string, string>>,
  ): Promise<{ readonly status: number; readonly body: JsonRecord }> {
    const basic = Buffer.from(`${client.clientId}:${client.clientSecret ?? ""}`).toString("base64");
    const response = await fetch(`${this.target.oauthUrl}/oauth2/token`, {
      method: "POST",
      headers: client.clientSecret === undefined ? {} : { authorization: `Basic ${basic}` },
      body: new URLSearchParams(
        client.clientSecret === undefined ? { client_id: client.clientId, ...form } : form,
      ),
    });
    return { status: response.status, body: (await response.json()) as JsonRecord };
  }

  /** Removes everything that was made, the newest first. What cannot be removed does not keep the rest. */
  async close(): Promise<void> {
    for (const remove of this.#removals.splice(0).reverse()) await remove().catch(() => undefined);
  }

  /** A value for every attribute that the pool demands. */
  async #requiredAttributes(name: string): Promise<Readonly<Record<string, string>>> {
    const { SchemaAttributes = [] } = await this.describedPool();
    const required = (SchemaAttributes as readonly JsonRecord[])
      .filter(({ Required, Name }) => Required === true && Name !== "sub")
      .map(({ Name }) => String(Name));
    const special: Readonly<Record<string, string>> = {
      email: name.includes("@") ? name : `${name}@example.com`,
      phone_number: "+15555550100",
      birthdate: "2000-01-01",
      updated_at: "1",
    };
    return Object.fromEntries(required.map((attribute) => [attribute, special[attribute] ?? "parity"]));
  }
}

function tokensOf({ AuthenticationResult }: JsonRecord): ParityTokens {
  const result = AuthenticationResult as Readonly<Record<string, string>> | undefined;
  if (result?.AccessToken === undefined) {
    throw new LocalPoolError("PARITY_NO_TOKENS", "expected tokens, and got a challenge", {
      category: "rejected",
    });
  }
  const access = payloadOf(result.AccessToken);
  const id = result.IdToken === undefined ? undefined : payloadOf(result.IdToken);
  const event = eventIn(access) ?? (id && eventIn(id));
  return {
    accessToken: result.AccessToken,
    access,
    ...(id === undefined ? {} : { id }),
    ...(result.RefreshToken === undefined ? {} : { refreshToken: result.RefreshToken }),
    ...(event === undefined ? {} : { event }),
  };
}

/** The payload of a token, unverified: parity looks at tokens that it has just got from their issuer. */
export function payloadOf(token: string): JsonRecord {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8")) as JsonRecord;
}

function eventIn(claims: JsonRecord): JsonRecord | undefined {
  const shown = claims[PROBE_CLAIM];
  const event: unknown = typeof shown === "string" ? JSON.parse(shown) : undefined;
  return isJsonRecord(event) ? (event as JsonRecord) : undefined;
}

function newName(): string {
  return `claimsmith-parity-${randomBytes(6).toString("hex")}`;
}

/** 144 random bits, with one character of each kind that password policies ask for in front. */
function newPassword(): string {
  return `Aa1-${randomBytes(18).toString("base64url")}`;
}
