// What does the behaviour suite ask of an adapter? One small API, that each adapter's test puts behind its adapter.
import { defineRoutes, type Principal, type ResourceMetadata, type Verifier } from "../../src/index.ts";
import { contract, type SamplePolicy } from "../sample-policy.ts";

/** The routes of the API under test. */
export const ROUTES = defineRoutes(contract, {
  "GET /health": "public",
  "GET /orders": { scopes: { all: ["orders/read"] } },
  "POST /orders": { scopes: { all: ["orders/write", "openid"] } },
  "GET /orders/{id}": { scopes: { all: ["orders/read"] } },
  "GET /orders/mine": { scopes: { all: ["admin/*"] } },
  "GET /files/{path+}": { kind: "user" },
  "GET /slow": {},
  "GET /failing": {},
});

/** A row of the table. */
export type RouteName = Extract<keyof typeof ROUTES, string>;

/** What an adapter guards. */
export interface AppUnderTest {
  readonly verifier: Verifier<SamplePolicy>;
  readonly routes: typeof ROUTES;
  /**
   * The handler of every route: call it with the row and what the adapter hands over (`undefined` on a public route). It
   * answers 200 with these parts of a text, each sent by itself where the adapter can stream. What it throws goes to the
   * framework.
   */
  readonly handle: (
    route: string,
    principal: Principal<SamplePolicy> | undefined,
  ) => Promise<readonly string[]>;
  /** Served at its path, where it is given. */
  readonly metadata?: ResourceMetadata;
  /** A route beyond the table that the program registers all the same. `handle` is its handler, too. */
  readonly unlisted?: "GET /unlisted";
}

/** One request. Headers may come twice. */
export interface TestRequest {
  readonly method?: string;
  /** Path and query, as they go over the wire. Default: `/orders`. */
  readonly target?: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly body?: string;
}

/** One answer. Names of headers are in lower case. */
export interface TestAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** An app that answers. */
export interface RunningApp {
  request(request: TestRequest): Promise<TestAnswer>;
  close(): Promise<void>;
}

/** An adapter, as the suite sees it. CORS handling for any origin is in front of the guard, as the framework has it. */
export interface AdapterUnderTest {
  readonly name: string;
  /** @throws ConfigurationError where the adapter refuses at start */
  start(app: AppUnderTest): Promise<RunningApp>;
}
