// Which requests go to the OAuth endpoints and the login pages? Near a right one in most parameters.
import fc from "fast-check";
import { CLIENT_IDS } from "../world/blueprint.ts";
import { CALLBACK, CHALLENGE, SIGNED_OUT, VERIFIER, WEB } from "../world/hosted.ts";
import { PASSWORD } from "../world/world.ts";
import { hostileText } from "./hostile-values.ts";
import type { FuzzBody, FuzzRequest, Surface } from "./request.ts";
import { CALLBACKS, EMAIL, INVITED, SIGN_OUTS, TEMPORARY_PASSWORD } from "./right-values.ts";

const { server, batch } = CLIENT_IDS;

/** Parameters with a right value each, and others that are as good somewhere. */
const AUTHORIZE = {
  client_id: [WEB, server.clientId, batch.clientId],
  response_type: ["code", "token"],
  redirect_uri: CALLBACKS,
  scope: ["openid email", "openid", "orders/read", "openid  email", ""],
  state: ["a-state", "«AccessToken»"],
  nonce: ["a-nonce"],
  code_challenge: [CHALLENGE],
  code_challenge_method: ["S256", "plain"],
} as const;
const MORE_OF_AUTHORIZE = {
  prompt: ["none", "login", "none login"],
  resource: ["https://api.example.org/", "urn:a", "https://a/#b"],
  login_hint: [EMAIL],
  identity_provider: ["COGNITO", "Google"],
  idp_identifier: ["a"],
  logout_uri: [SIGNED_OUT],
} as const;
const LOGIN_FORM = {
  _csrf: ["«FormToken»"],
  username: [EMAIL, INVITED],
  password: [PASSWORD, TEMPORARY_PASSWORD],
} as const;
const NEW_PASSWORD_FORM = {
  _csrf: ["«FormToken»"],
  session: ["«PageSession»", "«Session»"],
  new_password: [PASSWORD, "x"],
  "requiredAttributes.email": [EMAIL],
} as const;
const CODE_FORM = {
  grant_type: ["authorization_code"],
  client_id: [WEB],
  redirect_uri: [CALLBACK],
  code: ["«AuthorizationCode»"],
  code_verifier: [VERIFIER],
} as const;
const REFRESH_FORM = {
  grant_type: ["refresh_token"],
  client_id: [WEB],
  refresh_token: ["«RefreshToken»", "«AccessToken»"],
} as const;
const MACHINE_FORM = {
  grant_type: ["client_credentials"],
  client_id: [batch.clientId],
  client_secret: [batch.clientSecret],
  scope: ["orders/read", "orders/delete", "openid"],
  aws_client_metadata: ['{"a":"b"}', '{"throws":"x"}', '{"a":1}', "[]", '{"__proto__":"a"}', "{"],
} as const;
const REVOKE_FORM = {
  client_id: [WEB],
  token: ["«RefreshToken»", "«AccessToken»"],
  token_type_hint: ["refresh_token"],
} as const;

type Parameters = Readonly<Record<string, readonly string[]>>;

interface Endpoint {
  readonly surface: Surface;
  readonly path: string;
  readonly methods: readonly string[];
  readonly query: Parameters;
  readonly form?: Parameters;
}

const PAGE = { ...AUTHORIZE, ...MORE_OF_AUTHORIZE };
const ENDPOINTS: readonly Endpoint[] = [
  { surface: "page", path: "/oauth2/authorize", methods: ["GET", "GET", "HEAD", "POST"], query: PAGE },
  { surface: "page", path: "/login", methods: ["GET", "HEAD"], query: PAGE },
  { surface: "page", path: "/login", methods: ["POST"], query: PAGE, form: LOGIN_FORM },
  { surface: "page", path: "/login", methods: ["POST"], query: PAGE, form: NEW_PASSWORD_FORM },
  {
    surface: "page",
    path: "/logout",
    methods: ["GET", "GET", "POST"],
    query: { ...PAGE, logout_uri: SIGN_OUTS },
  },
  { surface: "token", path: "/oauth2/token", methods: ["POST"], query: {}, form: CODE_FORM },
  { surface: "token", path: "/oauth2/token", methods: ["POST"], query: {}, form: REFRESH_FORM },
  { surface: "token", path: "/oauth2/token", methods: ["POST", "OPTIONS"], query: {}, form: MACHINE_FORM },
  { surface: "userInfo", path: "/oauth2/userInfo", methods: ["GET", "POST", "OPTIONS"], query: {} },
  { surface: "revoke", path: "/oauth2/revoke", methods: ["POST", "GET"], query: {}, form: REVOKE_FORM },
];

interface Parts {
  readonly strangeHeaders: fc.Arbitrary<FuzzRequest["headers"]>;
  readonly headerText: fc.Arbitrary<string>;
  readonly damage: fc.Arbitrary<Pick<FuzzBody, "damage" | "chunked">>;
}

/** A request of one of the endpoints. */
export function endpointRequest({ strangeHeaders, headerText, damage }: Parts): fc.Arbitrary<FuzzRequest> {
  const type = fc.oneof(
    { weight: 15, arbitrary: fc.constant("application/x-www-form-urlencoded") },
    {
      weight: 1,
      arbitrary: fc.constantFrom("application/json", "APPLICATION/X-WWW-FORM-URLENCODED ; a", ""),
    },
    { weight: 1, arbitrary: headerText },
  );
  return fc.constantFrom(...ENDPOINTS).chain((endpoint) =>
    fc
      .record({
        method: fc.constantFrom(...endpoint.methods),
        query: nearly(endpoint.query),
        form: nearly(endpoint.form ?? {}),
        type,
        cookie: fc.oneof(
          { weight: 8, arbitrary: fc.constant("«Cookie»") },
          { weight: 2, arbitrary: cookies },
        ),
        authorization: authorizationOf(endpoint.surface, headerText),
        more: strangeHeaders,
        how: damage,
      })
      .map((row): FuzzRequest => {
        const headers = [["cookie", row.cookie], ...row.authorization, ...row.more] as const;
        const body = {
          headers: [["content-type", row.type] as const, ...headers],
          body: { text: row.form, ...row.how },
        };
        const hasBody = row.method === "POST";
        const target = row.query === "" ? endpoint.path : `${endpoint.path}?${row.query}`;
        return { surface: endpoint.surface, method: row.method, target, headers, ...(hasBody ? body : {}) };
      }),
  );
}

const cookies = fc.constantFrom(
  "",
  "XSRF-TOKEN=",
  "a=%ff; XSRF-TOKEN=%; =;;=",
  "«Cookie»; «Cookie»",
  "«damaged:90:41:Cookie»",
  'XSRF-TOKEN="«FormToken»"',
  `c=${"d".repeat(7_000)}`,
);

/** At userInfo an access token, elsewhere seldom anything: then the client's credentials, or what is none. */
function authorizationOf(
  surface: Surface,
  headerText: fc.Arbitrary<string>,
): fc.Arbitrary<FuzzRequest["headers"]> {
  const basic = (text: string) => `Basic ${Buffer.from(text).toString("base64")}`;
  const values =
    surface === "userInfo"
      ? [
          "Bearer «OpenToken»",
          "Bearer «AccessToken»",
          "Bearer «damaged:60:41:OpenToken»",
          "bearer  «IdToken» ",
          "Bearer",
        ]
      : [
          basic(`${server.clientId}:${server.clientSecret}`),
          basic("%ff:%"),
          basic(":"),
          basic("é\u0000:"),
          "Basic ====",
          "Basic",
        ];
  const one = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...values) },
    { weight: 2, arbitrary: headerText },
  );
  const given = one.map((value) => [["authorization", value] as const]);
  return fc.oneof(
    { weight: surface === "userInfo" ? 0 : 6, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: given },
  );
}

/** A query or form in which most is right: some parameters missing, some twice, some with other values, some torn. */
function nearly(parameters: Parameters): fc.Arbitrary<string> {
  const rows = Object.entries(parameters).map(([name, values], index) => {
    const [first = ""] = values;
    const isOften = index < 8;
    const right = fc.constant([pair(name, first)]);
    const wrong = fc.oneof(
      fc.constant([]),
      fc.constantFrom(...values).map((value) => [pair(name, value)]),
      fc.constantFrom(...values).map((value) => [pair(name, value)]),
      fc.constantFrom(...values).map((value) => [pair(name, value)]),
      fc
        .tuple(fc.constantFrom(...values), fc.integer({ min: 0, max: 99 }))
        .map(([value, percent]) => [pair(name, `«damaged:${percent}:41:${value.replaceAll(/[«»]/g, "")}»`)]),
      hostileText.map((value) => [pair(name, value)]),
      hostileText.map((value) => [pair(name, first), pair(name, value)]),
      fc.constantFrom([`${name}=%ff`], [`${name}=%`], [name], [`${name}[]=a`], [`=${name}`]),
    );
    return fc.oneof(
      { weight: isOften ? 18 : 0, arbitrary: right },
      { weight: isOften ? 0 : 18, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: wrong },
    );
  });
  const more = fc.oneof(
    { weight: 20, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.tuple(hostileText, hostileText).map(([name, value]) => [pair(name, value)]) },
  );
  return fc.tuple(...rows, more).map((all) => all.flat().join("&").slice(0, 12_000));
}

function pair(name: string, value: string): string {
  return `${encoded(name)}=${encoded(value)}`;
}

/** Some of these parameters. */
export function pairs(
  names: readonly string[],
  textFor: (name: string) => fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  const one = fc
    .constantFrom(...names)
    .chain((name) => textFor(name).map((value) => pair(name, value.slice(0, 3_000))));
  return fc.array(one, { maxLength: 3 }).map((all) => all.join("&"));
}

/** A text as it stands in a URL; `«name»` stays. */
export function encoded(text: string): string {
  return text
    .split(/(«[^«»]*»)/)
    .map((part, index) => (index % 2 === 1 ? part : encodeURIComponent(Buffer.from(part).toString())))
    .join("");
}
