// What do inputs and answers look like? One declaration each: it checks what comes in, and the OpenAPI document is made of it.
import * as z from "zod/mini";

/** The most orders on one page. */
export const MAX_PAGE_SIZE = 100;

const companyId = z.string().check(z.minLength(1), z.maxLength(36));

/** Text without control characters, and without white space at its ends. */
const item = z
  .string()
  .check(z.minLength(1), z.maxLength(100), z.regex(/^[^\p{Cc}\s](?:[^\p{Cc}]*[^\p{Cc}\s])?$/u));

const quantity = z.int().check(z.minimum(1), z.maximum(10_000));

/** The id of an order: a UUID of version 7, so that ids are in the order of time. (RFC 9562, section 5.7) */
export const orderIdShape = z.uuidv7();

/** What places an order. */
export const newOrderShape = z.strictObject({ item, quantity });

/** One order, as HTTP, GraphQL and the table have it. */
export const orderShape = z.strictObject({
  id: orderIdShape,
  /** The company that placed it: `company_id` of its people's access tokens. */
  companyId,
  item,
  quantity,
  status: z.enum(["open", "cancelled"]),
  /** `sub` of who placed it. */
  placedBy: z.string().check(z.minLength(1)),
  createdAt: z.iso.datetime(),
  cancelledAt: z.optional(z.iso.datetime()),
});

/** Which part of a list. */
export const pageRequestShape = z.strictObject({
  /** Orders on the page: 1 to 100. Default 20. */
  limit: z._default(z.int().check(z.minimum(1), z.maximum(MAX_PAGE_SIZE)), 20),
  /** `nextCursor` of the page before. */
  cursor: z.optional(z.string().check(z.minLength(1), z.maxLength(300))),
});

/** A part of a list. */
export const orderPageShape = z.strictObject({
  orders: z.array(orderShape),
  /** Absent on the last page. */
  nextCursor: z.optional(z.string()),
});

/** An order, and whom its receipt goes to. */
export const receiptShape = z.strictObject({
  order: orderShape,
  to: z.strictObject({ email: z.string(), name: z.optional(z.string()) }),
});

/** That the process answers. */
export const healthShape = z.strictObject({ status: z.literal("ok") });

/** Any error of the API. (RFC 9457) */
export const problemShape = z.object({
  type: z.literal("about:blank"),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  requestId: z.string(),
  errors: z.optional(z.array(z.strictObject({ path: z.string(), expected: z.string() }))),
});

/** A GraphQL operation over HTTP. (GraphQL over HTTP, section "Request Parameters") */
export const graphQlRequestShape = z.object({
  query: z.string(),
  operationName: z.optional(z.nullable(z.string())),
  variables: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
});

/** Its result. */
export const graphQlResultShape = z.object({
  data: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  errors: z.optional(z.array(z.object({ message: z.string() }))),
});

/** One order. */
export type Order = Readonly<z.output<typeof orderShape>>;
/** What places an order. */
export type NewOrder = Readonly<z.output<typeof newOrderShape>>;
/** Which part of a list, with the default filled in. */
export type PageRequest = Readonly<z.output<typeof pageRequestShape>>;
/** A part of a list. */
export type OrderPage = Readonly<z.output<typeof orderPageShape>>;
/** An order, and whom its receipt goes to. */
export type Receipt = Readonly<z.output<typeof receiptShape>>;
