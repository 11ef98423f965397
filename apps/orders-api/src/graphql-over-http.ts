// How is POST /graphql answered? graphql-yoga executes the operation here, within limits.
import type { OrdersPolicy } from "@claimsmith/orders-policy/contract";
import { fieldGuard, type OperationContext, requestContext } from "@claimsmith/verifier/graphql";
import type { ExecutionResult } from "graphql";
import { createGraphQLError, createSchema, createYoga, type Plugin } from "graphql-yoga";
import type { Context } from "hono";
import type { AppParts } from "./app.ts";
import { graphQlLimits } from "./graphql-limits.ts";
import type { AnswerGraphQl } from "./handlers.ts";
import type { OrdersEnv } from "./request-log.ts";
import { resolversOf } from "./resolvers.ts";

/** What the app passes along with a request. */
interface Passed {
  readonly noteCode: (code: string) => void;
  readonly noteError: (name: string) => void;
}

type FullContext = OperationContext<OrdersPolicy> & Passed;

/** Makes what answers an operation. Refused fields are errors beside the others, as GraphQL has it. */
export function graphQlOverHttp({ verifier, operations, schemaText }: AppParts): AnswerGraphQl {
  const resolvers = resolversOf({
    guardField: fieldGuard(verifier),
    operations,
    errorOf: ({ text, code, issues }) =>
      createGraphQLError(text, { extensions: { code, ...(issues !== undefined && { errors: issues }) } }),
    onFailure: (name, context) => (context as FullContext).noteError(name),
  });
  const yoga = createYoga<Passed, OperationContext<OrdersPolicy>>({
    schema: createSchema<FullContext>({ typeDefs: schemaText, resolvers }),
    context: requestContext(verifier, { createError: createGraphQLError }),
    graphqlEndpoint: "/graphql",
    graphiql: false,
    landingPage: false,
    // Errors that are not shown are logged by their names alone.
    logging: false,
    plugins: [graphQlLimits, noteCodes],
  });
  return async (c) => responseOf(await yoga.fetch(c.req.raw, passedBy(c)));
}

function passedBy(c: Context<OrdersEnv>): Passed {
  return {
    noteCode: (code) => c.set("code", code),
    noteError: (name) => c.set("error", name),
  };
}

/** The code of the first error goes to the log. */
const noteCodes: Plugin<object, Passed> = {
  onResultProcess: ({ result, serverContext }) => {
    const { errors } = (Array.isArray(result) ? {} : result) as ExecutionResult;
    const code = errors?.[0]?.extensions.code;
    if (errors !== undefined) serverContext.noteCode(typeof code === "string" ? code : "OPERATION_INVALID");
  },
};

/** yoga answers with a class of its own, which keeps the case of names. */
async function responseOf({ status, headers, body }: Response): Promise<Response> {
  const text = body === null ? null : await new Response(body).text();
  return new Response(text, { status, headers: [...headers] });
}
