// Which routes does an OpenAPI document describe, and what does each demand? (OpenAPI Specification 3.1)
import { isJsonObject } from "@claimsmith/cognito-model";

/** A value that somebody may fill in. */
export interface RouteParameter {
  readonly name: string;
  readonly place: "path" | "query" | "header";
  readonly required: boolean;
  /** Of the document; empty where it has none. */
  readonly example: string;
}

/** One operation. */
export interface RouteRow {
  /** Like `GET /orders/{id}`. */
  readonly name: string;
  /** In capitals. */
  readonly method: string;
  readonly path: string;
  /** Empty where the document has none. */
  readonly summary: string;
  /** Lists of scopes, any one of which lets in. Empty: public. */
  readonly demands: readonly (readonly string[])[];
  readonly parameters: readonly RouteParameter[];
  /** JSON, indented. Absent where no JSON body is taken. */
  readonly body?: string;
}

type Members = Readonly<Record<string, unknown>>;

const METHODS = ["get", "post", "put", "patch", "delete"] as const;
const PLACES: readonly string[] = ["path", "query", "header"];

/** The rows of a document, in its order; undefined for what is no OpenAPI document. References inside the document are followed. */
export function routeRows(document: unknown): readonly RouteRow[] | undefined {
  if (!isJsonObject(document) || !isJsonObject(document.paths)) return undefined;
  const rows: RouteRow[] = [];
  for (const [path, item] of Object.entries(document.paths)) {
    const described = resolved(document, item);
    for (const method of METHODS) {
      const operation = described?.[method];
      if (isJsonObject(operation))
        rows.push(rowOf({ document, path, method, operation, shared: described?.parameters }));
    }
  }
  return rows;
}

interface Operation {
  readonly document: Members;
  readonly path: string;
  readonly method: string;
  readonly operation: Members;
  /** Parameters of the whole path. */
  readonly shared: unknown;
}

function rowOf({ document, path, method, operation, shared }: Operation): RouteRow {
  const own = parametersOf(document, operation.parameters);
  const inherited = parametersOf(document, shared).filter(
    ({ name, place }) => !own.some((each) => each.name === name && each.place === place),
  );
  const body = bodyOf(document, operation.requestBody);
  return {
    name: `${method.toUpperCase()} ${path}`,
    method: method.toUpperCase(),
    path,
    summary: typeof operation.summary === "string" ? operation.summary : "",
    demands: demandsOf(operation.security ?? document.security),
    parameters: [...inherited, ...own],
    ...(body !== undefined && { body }),
  };
}

/** Several schemes in one requirement are all needed: so are their scopes. */
function demandsOf(security: unknown): string[][] {
  return listOf(security).map((requirement) => Object.values(requirement).flatMap(textsOf));
}

function parametersOf(document: Members, parameters: unknown): RouteParameter[] {
  return listOf(parameters).flatMap((each) => {
    const parameter = resolved(document, each);
    if (parameter === undefined) return [];
    const { name, in: place, required } = parameter;
    if (typeof name !== "string" || !isPlace(place)) return [];
    const example = exampleOf(document, parameter) ?? "";
    return [{ name, place, required: required === true, example: String(example) }];
  });
}

function isPlace(place: unknown): place is RouteParameter["place"] {
  return typeof place === "string" && PLACES.includes(place);
}

function bodyOf(document: Members, requestBody: unknown): string | undefined {
  const content = resolved(document, requestBody)?.content;
  const media = isJsonObject(content) ? content["application/json"] : undefined;
  if (!isJsonObject(media)) return undefined;
  return JSON.stringify(exampleOf(document, media) ?? {}, null, 2);
}

/** `example`, the first of `examples`, or what the schema gives. (OpenAPI Specification 3.1: Parameter, Media Type, Schema) */
function exampleOf(document: Members, holder: Members): unknown {
  if (holder.example !== undefined) return holder.example;
  const named = isJsonObject(holder.examples) ? Object.values(holder.examples)[0] : undefined;
  const value = resolved(document, named)?.value;
  if (value !== undefined) return value;
  const schema = resolved(document, holder.schema);
  return schema?.example ?? (Array.isArray(schema?.examples) ? schema.examples[0] : schema?.default);
}

/** An object, or the one of the same document that its `$ref` names. */
function resolved(document: Members, node: unknown): Members | undefined {
  if (!isJsonObject(node)) return undefined;
  const { $ref } = node;
  if (typeof $ref !== "string" || !$ref.startsWith("#/")) return node;
  let target: unknown = document;
  for (const part of $ref.slice(2).split("/")) {
    const name = part.replaceAll("~1", "/").replaceAll("~0", "~");
    target = isJsonObject(target) && Object.hasOwn(target, name) ? target[name] : undefined;
  }
  return isJsonObject(target) ? target : undefined;
}

function listOf(value: unknown): Members[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : [];
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((each) => typeof each === "string") : [];
}
