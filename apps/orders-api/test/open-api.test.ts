// Does the document say what the API does? Its form is checked, and every example of it is sent to the server.
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXAMPLES, type Example } from "../src/examples.ts";
import { openApiDocument } from "../src/open-api.ts";
import { routes } from "../src/routes.ts";
import { type Answer, toFunction, toServer } from "./doors.ts";
import type { RequestLine } from "./events.ts";
import { type Caller, openWorld, type World } from "./world.ts";

interface Media {
  readonly schema: { readonly $ref?: string };
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}
interface OperationObject {
  readonly operationId: string;
  readonly security: readonly Readonly<Record<string, readonly string[]>>[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> };
  readonly responses: Readonly<
    Record<string, { readonly description: string; readonly content: Readonly<Record<string, Media>> }>
  >;
}

const document = openApiDocument();
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: "orders", ...document });
/** What does not fit a schema that the document names. */
function misfitsOf({ $ref }: Media["schema"], value: unknown): unknown {
  if ($ref === undefined) return typeof value === "object" ? null : "no object";
  const validate = ajv.getSchema(`orders${$ref}`);
  if (validate === undefined) throw new TypeError(`the document has no ${$ref}`);
  return validate(value) ? null : validate.errors;
}

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(
    ([method, operation]) =>
      [`${method.toUpperCase()} ${path}`, operation as unknown as OperationObject] as const,
  ),
);
const operationOf = (route: string) => {
  const found = operations.find(([key]) => key === route)?.[1];
  if (found === undefined) throw new TypeError(`the document has no ${route}`);
  return found;
};

describe("the document", () => {
  it("has each route of the table, and no other", () => {
    expect(operations.map(([key]) => key).sort()).toEqual(Object.keys(routes).sort());
  });

  it("names each operation once, and describes each answer", () => {
    const names = operations.map(([, { operationId }]) => operationId);
    expect(new Set(names).size).toBe(names.length);
    for (const [, { responses }] of operations)
      for (const { description } of Object.values(responses)) expect(description).not.toBe("");
  });

  it.each(operations)("says of %s what the table demands", (key, { security }) => {
    const requirement = routes[key as keyof typeof routes];
    if (requirement === "public") return expect(security).toEqual([]);
    const { scopes } = requirement;
    const lists = "any" in scopes ? scopes.any.map((scope) => [scope]) : [scopes.all];
    expect(security).toEqual(lists.map((list) => ({ accessToken: list })));
  });

  it.each(operations)("has a parameter for each part of the path of %s", (key, { parameters = [] }) => {
    const inPath = parameters.filter((parameter) => parameter.in === "path").map(({ name }) => name);
    expect(inPath).toEqual([...key.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  });

  it.each(operations)("has examples of %s that fit their own schemas", (_, { requestBody, responses }) => {
    const contents = [requestBody?.content ?? {}, ...Object.values(responses).map(({ content }) => content)];
    for (const { schema, examples = {} } of contents.flatMap((content) => Object.values(content)))
      for (const { value } of Object.values(examples)) {
        const isRefused = requestBody?.content["application/json"]?.schema === schema && !isGood(value);
        if (!isRefused) expect(misfitsOf(schema, value)).toBeNull();
      }
  });
});

/** A request that is shown to be refused need not fit. */
function isGood(body: unknown): boolean {
  const example = Object.values(EXAMPLES)
    .flat()
    .find((each) => JSON.stringify(each.body) === JSON.stringify(body));
  return example !== undefined && example.status < 300;
}

describe("the examples", () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  const all = Object.entries(EXAMPLES).flatMap(([route, examples]) =>
    examples.map((example) => [route, example.summary, example] as const),
  );

  /** To be cancelled, an order has to be there. */
  async function preparedBy(route: string, { parameters = {} }: Example): Promise<Example["parameters"]> {
    if (!route.endsWith("/cancel")) return parameters;
    const body = JSON.stringify({ item: "anvil", quantity: 2 });
    return { id: String((await toServer(world, "POST /orders", "bob", { body })).content.id) };
  }

  it.each(all)("of %s are answered as they say: %s", async (route, _, example) => {
    const who: Caller = route.includes("/admin/") ? "alice" : "bob";
    const { id, ...query } = (await preparedBy(route, example)) ?? {};
    const sent = {
      query: new URLSearchParams(query as Record<string, string>).toString(),
      ...(example.body !== undefined && { body: JSON.stringify(example.body) }),
    };
    const request = route.replace("{id}", String(id)) as RequestLine;
    for (const send of [toServer, toFunction]) {
      const { status, content, headers } = await send(world, request, who, sent);
      expect(status).toBe(example.status);
      const media = operationOf(route).responses[status]?.content[mediaTypeOf(headers)];
      if (media === undefined) throw new TypeError(`the document has no such answer of ${route}`);
      expect(misfitsOf(media.schema, content)).toBeNull();
      expect(Object.keys(content).sort()).toEqual(Object.keys(example.answer).sort());
    }
  });

  const mediaTypeOf = (headers: Answer["headers"]) => headers["content-type"]?.split(";")[0] ?? "";

  it("are of the document that the API serves", async () => {
    const { content } = await toFunction(world, "GET /openapi.json", "nobody");
    expect(content).toEqual(JSON.parse(JSON.stringify(document)));
  });
});
