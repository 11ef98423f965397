// What does the Pre Token Generation trigger receive, and what becomes of its answer?

import { area, type BehaviourRow, type Certainty } from "../behaviour.ts";
import type { Json, JsonRecord } from "../json.ts";
import type { ParityTokens, ParityWorld } from "../world.ts";

const TRIGGER = "Pre token generation Lambda trigger";
const TRIGGERS = "Customizing user pool workflows with Lambda triggers";

/** The tokens of a new user for whom the probe gives one of its answers; without a name it shows the event. */
async function signIn(world: ParityWorld, probe?: string, groups: readonly string[] = []) {
  const user = await world.newUser({ groups, ...(probe === undefined ? {} : { probe }) });
  return world.signIn(await world.client(), user);
}

async function refusal(world: ParityWorld, probe: string): Promise<Json> {
  const user = await world.newUser({ probe });
  return world.refusal("InitiateAuth", world.passwordAuth(await world.client(), user));
}

function requestOf({ event }: ParityTokens): JsonRecord {
  return (event?.request ?? {}) as JsonRecord;
}

export const TRIGGER_EVENTS = area("what the trigger receives (V2_0 and V3_0)", [
  {
    id: "event-members",
    behaviour: "a user's event has these members",
    source: TRIGGER,
    certainty: "documented",
    needs: ["write", "probe"],
    expected: {
      callerContext: ["awsSdkVersion", "clientId"],
      event: [
        "callerContext",
        "region",
        "request",
        "response",
        "triggerSource",
        "userName",
        "userPoolId",
        "version",
      ],
      request: ["groupConfiguration", "scopes", "userAttributes"],
    },
    observe: async (world) => {
      const { event = {} } = await signIn(world);
      const names = (value: unknown) => Object.keys((value ?? {}) as object).sort();
      return {
        callerContext: names(event.callerContext),
        event: names(event),
        request: names(event.request),
      };
    },
  },
  {
    id: "event-response-null",
    behaviour: "the response container arrives as null",
    source: TRIGGER,
    certainty: "documented",
    needs: ["write", "probe"],
    expected: { claimsAndScopeOverrideDetails: null },
    observe: async (world) => (await signIn(world)).event?.response ?? null,
  },
  {
    id: "event-scopes",
    behaviour: "an API sign-in has the scope aws.cognito.signin.user.admin alone",
    source: TRIGGER,
    certainty: "documented",
    needs: ["write", "probe"],
    expected: ["aws.cognito.signin.user.admin"],
    observe: async (world) => requestOf(await signIn(world)).scopes ?? null,
  },
  {
    id: "event-attributes-text",
    behaviour: "every user attribute is a text; sub and cognito:user_status are among them",
    source: TRIGGER,
    certainty: "documented",
    needs: ["write", "probe"],
    expected: { allText: true, sub: true, "cognito:user_status": "CONFIRMED" },
    observe: async (world) => {
      const attributes = requestOf(await signIn(world)).userAttributes as JsonRecord;
      return {
        allText: Object.values(attributes).every((value) => typeof value === "string"),
        sub: typeof attributes.sub === "string",
        "cognito:user_status": attributes["cognito:user_status"] ?? null,
      };
    },
  },
  {
    id: "event-groups",
    behaviour: "groupConfiguration has the groups, their roles, and the role of the first group as a text",
    source: TRIGGER,
    certainty: "documented",
    needs: ["write", "probe"],
    expected: { groupsToOverride: 1, iamRolesToOverride: 1, preferredRole: "string" },
    observe: async (world) => {
      const RoleArn = "arn:aws:iam::111122223333:role/claimsmith-parity";
      const group = await world.newGroup({ Precedence: 1, RoleArn });
      return groupFigures(requestOf(await signIn(world, undefined, [group])));
    },
  },
  {
    id: "event-no-groups",
    behaviour: "without groups both lists are empty and preferredRole is null",
    source: TRIGGER,
    certainty: "uncertain",
    needs: ["write", "probe"],
    expected: { groupsToOverride: 0, iamRolesToOverride: 0, preferredRole: "null" },
    observe: async (world) => groupFigures(requestOf(await signIn(world))),
  },
  {
    id: "event-source-refresh",
    behaviour:
      "InitiateAuth sends TokenGeneration_Authentication at sign-in, TokenGeneration_RefreshTokens at a refresh",
    source: TRIGGERS,
    certainty: "documented",
    needs: ["write", "probe"],
    expected: ["TokenGeneration_Authentication", "TokenGeneration_RefreshTokens"],
    observe: async (world) => {
      const client = await world.client();
      const first = await world.signIn(client, await world.newUser());
      const second = await world.refresh(client, first);
      return [first.event?.triggerSource ?? null, second.event?.triggerSource ?? null];
    },
  },
  {
    id: "event-source-rotation",
    behaviour: "GetTokensFromRefreshToken sends TokenGeneration_Authentication",
    source: `${TRIGGERS}; one would expect TokenGeneration_RefreshTokens`,
    certainty: "uncertain",
    needs: ["write", "probe"],
    expected: "TokenGeneration_Authentication",
    observe: async (world) => (await rotated(world)).event?.triggerSource ?? null,
  },
  {
    id: "event-metadata-absent",
    behaviour: "ClientMetadata of InitiateAuth does not reach the trigger",
    source: "API Reference: InitiateAuth",
    certainty: "documented",
    needs: ["write", "probe"],
    expected: "undefined",
    observe: async (world) => {
      const request = world.passwordAuth(await world.client(), await world.newUser());
      const output = await world.must("InitiateAuth", { ...request, ClientMetadata: { parity: "value" } });
      return typeof requestOf(world.tokens(output)).clientMetadata;
    },
  },
  {
    id: "event-metadata-refresh",
    behaviour: "ClientMetadata of GetTokensFromRefreshToken does",
    source: "API Reference: GetTokensFromRefreshToken",
    certainty: "documented",
    needs: ["write", "probe"],
    expected: { parity: "value" },
    observe: async (world) => requestOf(await rotated(world)).clientMetadata ?? null,
  },
]);

function groupFigures(request: JsonRecord): JsonRecord {
  const groups = (request.groupConfiguration ?? {}) as Record<string, Json>;
  const { groupsToOverride, iamRolesToOverride, preferredRole } = groups;
  return {
    groupsToOverride: (groupsToOverride as Json[] | undefined)?.length ?? -1,
    iamRolesToOverride: (iamRolesToOverride as Json[] | undefined)?.length ?? -1,
    preferredRole: preferredRole === null ? "null" : typeof preferredRole,
  };
}

async function rotated(world: ParityWorld): Promise<ParityTokens> {
  const client = await world.client();
  const { refreshToken = "" } = await world.signIn(client, await world.newUser());
  const ClientMetadata = { parity: "value" };
  const request = { ClientId: client.clientId, RefreshToken: refreshToken, ClientMetadata };
  return world.tokens(await world.must("GetTokensFromRefreshToken", request));
}

/** One answer of the probe, and what is then seen of the claims named. */
function answerRow(row: {
  readonly id: string;
  readonly probe: string;
  readonly behaviour: string;
  readonly source?: string;
  readonly certainty: Certainty;
  readonly expected: Json;
  readonly see: (tokens: ParityTokens) => Json;
}): BehaviourRow {
  const { probe, see, source = TRIGGER, ...rest } = row;
  return {
    ...rest,
    source,
    needs: ["write", "probe"],
    observe: async (world) => {
      const groups = probe.includes("group") ? [await world.newGroup()] : [];
      return see(await signIn(world, probe, groups));
    },
  };
}

const COMPLEX = { text: "t", number: 7, flag: true, list: ["a", 1, false], object: { a: { b: [1] } } };

export const TRIGGER_ANSWERS = area("what becomes of the trigger's answer (V2_0 and V3_0)", [
  answerRow({
    id: "answer-complex",
    probe: "complex",
    behaviour: "texts, numbers, booleans, mixed lists and nested objects arrive on both tokens as they are",
    certainty: "documented",
    expected: [COMPLEX, COMPLEX],
    see: ({ access, id }) =>
      [access, id].map((claims) =>
        Object.fromEntries(Object.keys(COMPLEX).map((name) => [name, claims?.[name] ?? null])),
      ),
  }),
  answerRow({
    id: "answer-reserved",
    probe: "reserved",
    behaviour: "reserved claims keep their values; the other claims of the same answer count",
    source: "public test of an audience claim; not documented",
    certainty: "uncertain",
    expected: { changed: [], probe: "set" },
    see: ({ access }) => ({
      changed: ["sub", "iss", "client_id", "token_use"].filter((name) => access[name] === "x"),
      probe: access.probe ?? null,
    }),
  }),
  answerRow({
    id: "answer-suppress-reserved",
    probe: "suppress-reserved",
    behaviour: "reserved claims cannot be suppressed",
    certainty: "documented",
    expected: [],
    see: ({ access }) =>
      ["sub", "iss", "exp", "client_id", "token_use", "jti"].filter((name) => access[name] === undefined),
  }),
  answerRow({
    id: "answer-suppression-wins",
    probe: "suppress-wins",
    behaviour: "a claim that is both added and suppressed is suppressed",
    certainty: "documented",
    expected: "undefined",
    see: ({ access }) => typeof access.probe,
  }),
  answerRow({
    id: "answer-own-audience",
    probe: "own-audience",
    behaviour: "`aud` may be added to the access token with the client's own id",
    certainty: "documented",
    expected: true,
    see: ({ access }) => access.aud === access.client_id,
  }),
  answerRow({
    id: "answer-other-audience",
    probe: "other-audience",
    behaviour: "another `aud` has no effect",
    source: "public test of an audience claim",
    certainty: "uncertain",
    expected: "undefined",
    see: ({ access }) => typeof access.aud,
  }),
  answerRow({
    id: "answer-scopes",
    probe: "scopes",
    behaviour: "scopes are added, registered or not, and suppressed",
    certainty: "documented",
    expected: ["probe/added", "unregistered.scope"],
    see: ({ access }) => String(access.scope).split(" ").sort(),
  }),
  answerRow({
    id: "answer-no-groups",
    probe: "no-groups",
    behaviour: "an empty groupOverrideDetails removes the groups from both tokens",
    certainty: "documented",
    expected: ["undefined", "undefined"],
    see: ({ access, id }) => [typeof access["cognito:groups"], typeof id?.["cognito:groups"]],
  }),
  answerRow({
    id: "answer-invented-group",
    probe: "invented-group",
    behaviour: "a group that the pool does not have is taken as it is",
    certainty: "uncertain",
    expected: [["invented"], ["invented"]],
    see: ({ access, id }) => [access["cognito:groups"] ?? null, id?.["cognito:groups"] ?? null],
  }),
  answerRow({
    id: "answer-unchanged",
    probe: "unchanged",
    behaviour: "the unchanged event means default tokens",
    source: TRIGGERS,
    certainty: "documented",
    expected: "aws.cognito.signin.user.admin",
    see: ({ access }) => access.scope ?? null,
  }),
]);

/** One way to fail, and the error of the API. */
function failureRow(row: Omit<BehaviourRow, "needs" | "observe"> & { readonly probe: string }): BehaviourRow {
  const { probe, ...rest } = row;
  return { ...rest, needs: ["write", "probe"], observe: (world) => refusal(world, probe) };
}

export const TRIGGER_FAILURES = area("when the trigger fails", [
  failureRow({
    id: "failure-throw",
    probe: "throw",
    behaviour: "a function that throws denies the sign-in with UserLambdaValidationException",
    source: TRIGGERS,
    certainty: "documented",
    expected: { error: "UserLambdaValidationException", status: 400 },
  }),
  failureRow({
    id: "failure-text",
    probe: "string",
    behaviour: "an answer that is no event is refused with InvalidLambdaResponseException",
    source: "API Reference: InitiateAuth",
    certainty: "documented",
    expected: { error: "InvalidLambdaResponseException", status: 400 },
  }),
  failureRow({
    id: "failure-nothing",
    probe: "nothing",
    behaviour: "so is no answer at all",
    source: "API Reference: InitiateAuth; public reports",
    certainty: "observed",
    expected: { error: "InvalidLambdaResponseException", status: 400 },
  }),
  failureRow({
    id: "failure-other-container",
    probe: "other-container",
    behaviour: "so is an answer in the container of another event version",
    source: "not documented: ignored or refused",
    certainty: "uncertain",
    expected: { error: "InvalidLambdaResponseException", status: 400 },
  }),
  failureRow({
    id: "failure-slow",
    probe: "slow",
    behaviour: "no answer within 5 s is refused with UnexpectedLambdaException",
    source: "API Reference: InitiateAuth; that a time-out counts among them is not documented",
    certainty: "uncertain",
    expected: { error: "UnexpectedLambdaException", status: 400 },
  }),
  {
    id: "failure-message",
    behaviour: "the message is: PreTokenGeneration failed with error, the function's text, a full stop",
    source: `${TRIGGERS}; the full stop: public repositories`,
    certainty: "observed",
    needs: ["write", "probe"],
    expected: "PreTokenGeneration failed with error probe denied.",
    observe: async (world) => {
      const user = await world.newUser({ probe: "throw" });
      const request = world.passwordAuth(await world.client(), user);
      const answer = await world.target.call("InitiateAuth", request);
      return answer.ok ? null : answer.message;
    },
  },
]);
