// How does the API describe itself? OpenAPI 3.1, made of the routes, what each demands, the shapes and the examples.
import { type OpenApiSecurity, openApiSecurity } from "@claimsmith/verifier";
import * as z from "zod/mini";
import { EXAMPLES, type Example } from "./examples.ts";
import { type RouteName, routes } from "./routes.ts";
import {
  graphQlRequestShape,
  graphQlResultShape,
  healthShape,
  newOrderShape,
  orderIdShape,
  orderPageShape,
  orderShape,
  pageRequestShape,
  problemShape,
  receiptShape,
} from "./shapes.ts";

const SHAPES = {
  Health: healthShape,
  Order: orderShape,
  NewOrder: newOrderShape,
  OrderPage: orderPageShape,
  Receipt: receiptShape,
  GraphQlRequest: graphQlRequestShape,
  GraphQlResult: graphQlResultShape,
  Problem: problemShape,
} as const;

type ShapeName = keyof typeof SHAPES;

/** What the document says of one route beside its requirement. */
interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly takes?: ShapeName;
  readonly isPaged?: true;
  readonly status?: 201;
  /** Absent: any JSON. */
  readonly gives?: ShapeName;
  /** The failures of its own, beside those that every route has. */
  readonly fails?: readonly number[];
}

const OPERATIONS: Readonly<Record<RouteName, Operation>> = {
  "GET /health": { operationId: "readHealth", summary: "Does the process answer?", gives: "Health" },
  "GET /openapi.json": { operationId: "readDocument", summary: "This document" },
  "GET /orders": {
    operationId: "listOrders",
    summary: "The orders of the caller's company, newest first; none for a machine, which has no company",
    isPaged: true,
    gives: "OrderPage",
    fails: [400],
  },
  "POST /orders": {
    operationId: "createOrder",
    summary: "Places an order for the caller's company. For people alone",
    takes: "NewOrder",
    status: 201,
    gives: "Order",
    fails: [400, 409, 413, 415],
  },
  "GET /orders/{id}": {
    operationId: "readOrder",
    summary: "One order of the caller's company",
    gives: "Order",
    fails: [400, 404],
  },
  "POST /orders/{id}/cancel": {
    operationId: "cancelOrder",
    summary: "Cancels an order: who placed it may, and members of ADMINS. Again gives the same order",
    gives: "Order",
    fails: [400, 404],
  },
  "GET /orders/{id}/receipt": {
    operationId: "readReceipt",
    summary: "An order, and the caller's own e-mail address. For people alone",
    gives: "Receipt",
    fails: [400, 404, 409],
  },
  "GET /admin/orders": {
    operationId: "listAllOrders",
    summary: "The orders of every company, in no particular order",
    isPaged: true,
    gives: "OrderPage",
    fails: [400],
  },
  "POST /graphql": {
    operationId: "executeGraphQl",
    summary: "The same operations in GraphQL; a field may demand more than the route",
    takes: "GraphQlRequest",
    gives: "GraphQlResult",
    fails: [400, 413, 415],
  },
};

/** Refused tokens, and what can fail anywhere. Public routes have the last alone. */
const REFUSALS = [400, 401, 403, 503] as const;
const ANYWHERE = [500] as const;

const DESCRIPTIONS: Readonly<Record<number, string>> = {
  200: "Done",
  201: "Placed; the header Location says where it is",
  400: "The request does not fit, and the list of errors says where; or not exactly one token came",
  401: "No access token came, or not one that is accepted here",
  403: "The token does not open this",
  404: "There is no such order in the caller's company",
  409: "The state of things does not allow it",
  413: "The body is too large",
  415: "The body is not JSON",
  500: "Something failed here",
  503: "Keys, orders or profiles cannot be reached now: the header Retry-After says when to come back",
};

/** An OpenAPI document, as far as it is read here. (OpenAPI Specification 3.1) */
export interface OpenApiDocument {
  readonly openapi: "3.1.0";
  readonly info: { readonly title: string; readonly version: string; readonly description: string };
  readonly components: OpenApiSecurity["components"] & { readonly schemas: Readonly<Record<string, object>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
}

let made: OpenApiDocument | undefined;

/** The document. It names no host: it is served by the API that it describes. */
export function openApiDocument(): OpenApiDocument {
  made ??= makeDocument();
  return made;
}

function makeDocument(): OpenApiDocument {
  const { components, paths } = openApiSecurity(routes);
  const schemas = Object.fromEntries(Object.entries(SHAPES).map(([name, shape]) => [name, schemaOf(shape)]));
  const entries = Object.entries(paths).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods).map(([method, { security }]) => [
        method,
        { ...operationObject(`${method.toUpperCase()} ${path}` as RouteName), security },
      ]),
    ),
  ]);
  return {
    openapi: "3.1.0",
    info: {
      title: "Orders",
      version: "1.0.0",
      description: "Send the access token of the user pool in the header Authorization, as a bearer token.",
    },
    components: { ...components, schemas },
    paths: Object.fromEntries(entries),
  };
}

/** The same declaration that checks inputs. The version of JSON Schema is that of OpenAPI 3.1. */
function schemaOf(shape: z.ZodMiniType): object {
  const { $schema: _, ...schema } = z.toJSONSchema(shape, { io: "input" });
  return schema;
}

const refTo = (name: ShapeName) => ({ $ref: `#/components/schemas/${name}` });

function operationObject(route: RouteName): object {
  const { operationId, summary, takes, isPaged, gives, status = 200, fails = [] } = OPERATIONS[route];
  const examples = route === "GET /openapi.json" ? [] : EXAMPLES[route];
  const failures = [...new Set([...(routes[route] === "public" ? [] : REFUSALS), ...fails, ...ANYWHERE])];
  const parameters = [
    ...(route.includes("{id}") ? [idParameter()] : []),
    ...(isPaged ? pageParameters() : []),
  ];
  const bodies = examples.filter(({ body }) => body !== undefined);
  return {
    operationId,
    summary,
    ...(parameters.length > 0 && { parameters }),
    ...(takes !== undefined && {
      requestBody: {
        required: true,
        content: {
          "application/json": {
            schema: refTo(takes),
            examples: namedExamples(bodies, ({ body = {} }) => body),
          },
        },
      },
    }),
    responses: {
      [status]: {
        description: DESCRIPTIONS[status],
        ...(status === 201 && {
          headers: { Location: { schema: { type: "string" } } },
        }),
        content: { "application/json": contentOf(gives, examples, status) },
      },
      ...Object.fromEntries(
        failures.sort().map((failure) => [
          failure,
          {
            description: DESCRIPTIONS[failure],
            content: { "application/problem+json": contentOf("Problem", examples, failure) },
          },
        ]),
      ),
    },
  };
}

function contentOf(name: ShapeName | undefined, examples: readonly Example[], status: number): object {
  const own = examples.filter((example) => example.status === status);
  return {
    schema: name === undefined ? { type: "object" } : refTo(name),
    ...(own.length > 0 && { examples: namedExamples(own, ({ answer }) => answer) }),
  };
}

/** (OpenAPI Specification 3.1, Example Object) */
function namedExamples(examples: readonly Example[], partOf: (example: Example) => object): object {
  return Object.fromEntries(
    examples.map((example) => [
      example.summary.toLowerCase().replaceAll(/\W+/g, "-"),
      { summary: example.summary, value: partOf(example) },
    ]),
  );
}

const idParameter = () => ({ name: "id", in: "path", required: true, schema: schemaOf(orderIdShape) });

function pageParameters(): readonly object[] {
  const { properties = {} } = z.toJSONSchema(pageRequestShape, { io: "input" });
  return Object.entries(properties).map(([name, schema]) => ({ name, in: "query", required: false, schema }));
}
