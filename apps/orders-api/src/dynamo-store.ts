// How are orders kept in DynamoDB? (Amazon DynamoDB API Reference: GetItem, PutItem, UpdateItem, Query, Scan)
import type { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import type { OrderKey } from "./cursors.ts";
import type { OrderStore, PageOptions, StoredPage } from "./order-store.ts";
import { OrdersError } from "./problems.ts";
import type { Order } from "./shapes.ts";

/** The keys of the table. */
export const TABLE_KEYS = { partitionKey: "companyId", sortKey: "id" } as const;

const ATTEMPTS = 2;
/** Together under the 29 seconds that API Gateway waits. */
const CONNECTION_TIMEOUT_MS = 2_000;
const REQUEST_TIMEOUT_MS = 5_000;

/** The SDK, and a client of it. */
interface Connection {
  readonly sdk: typeof import("@aws-sdk/lib-dynamodb");
  readonly client: DynamoDBDocumentClient;
}

/**
 * The orders in a table. Region, credentials and `AWS_ENDPOINT_URL_DYNAMODB` come from the environment. The SDK is loaded with
 * the first call: a process that only refuses never pays for it.
 */
export function dynamoStore({ tableName: TableName }: { readonly tableName: string }): OrderStore {
  let opened: Promise<Connection> | undefined;
  const call = async <T>(run: (connection: Connection) => Promise<T>): Promise<T> => {
    opened ??= connect();
    try {
      return await run(await opened);
    } catch (cause) {
      throw isRefusedCondition(cause) ? cause : new OrdersError("STORAGE_UNAVAILABLE", { cause });
    }
  };
  return {
    get: (key) =>
      call(async ({ sdk, client }) => {
        const { companyId, id } = key;
        const input = { TableName, Key: { companyId, id }, ConsistentRead: true };
        return orderOf((await client.send(new sdk.GetCommand(input))).Item);
      }),
    put: async (order) => {
      const input = { TableName, Item: order, ConditionExpression: "attribute_not_exists(id)" };
      const isKept = await unlessRefused(call(({ sdk, client }) => client.send(new sdk.PutCommand(input))));
      if (isKept === undefined) throw new OrdersError("ORDER_EXISTS");
    },
    cancel: async (key, cancelledAt) => {
      const answer = await unlessRefused(
        call(({ sdk, client }) =>
          client.send(new sdk.UpdateCommand(cancellation(TableName, key, cancelledAt))),
        ),
      );
      return orderOf(answer?.Attributes);
    },
    ofCompany: (companyId, options) =>
      call(async ({ sdk, client }) => {
        const input = {
          ...pageInput(TableName, options),
          KeyConditionExpression: "companyId = :companyId",
          ExpressionAttributeValues: { ":companyId": companyId },
          ScanIndexForward: false,
        };
        return pageOf(await client.send(new sdk.QueryCommand(input)), options);
      }),
    ofEveryone: (options) =>
      call(async ({ sdk, client }) =>
        pageOf(await client.send(new sdk.ScanCommand(pageInput(TableName, options))), options),
      ),
  };
}

async function connect(): Promise<Connection> {
  const [{ DynamoDBClient }, sdk] = await Promise.all([
    import("@aws-sdk/client-dynamodb"),
    import("@aws-sdk/lib-dynamodb"),
  ]);
  const client = new DynamoDBClient({
    maxAttempts: ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECTION_TIMEOUT_MS, requestTimeout: REQUEST_TIMEOUT_MS },
  });
  return { sdk, client: sdk.DynamoDBDocumentClient.from(client) };
}

/** One step, so that of two who cancel at once one does. */
function cancellation(TableName: string, { companyId, id }: OrderKey, cancelledAt: string) {
  return {
    TableName,
    Key: { companyId, id },
    UpdateExpression: "SET #status = :cancelled, cancelledAt = :at",
    ConditionExpression: "#status = :open",
    ExpressionAttributeNames: { "#status": "status" },
    ExpressionAttributeValues: { ":open": "open", ":cancelled": "cancelled", ":at": cancelledAt },
    ReturnValues: "ALL_NEW" as const,
  };
}

/** One more than is shown tells whether there is a next page. */
function pageInput(TableName: string, { limit, after }: PageOptions) {
  return {
    TableName,
    Limit: limit + 1,
    ...(after !== undefined && { ExclusiveStartKey: { companyId: after.companyId, id: after.id } }),
  };
}

interface ReadItems {
  readonly Items?: readonly object[] | undefined;
  readonly LastEvaluatedKey?: object | undefined;
}

function pageOf({ Items = [], LastEvaluatedKey }: ReadItems, { limit }: PageOptions): StoredPage {
  return {
    orders: Items.slice(0, limit) as Order[],
    hasMore: Items.length > limit || LastEvaluatedKey !== undefined,
  };
}

/** Only this program writes to the table, so what comes is an order. */
function orderOf(item: object | undefined): Order | undefined {
  return item as Order | undefined;
}

function isRefusedCondition(error: unknown): boolean {
  return error instanceof Error && error.name === "ConditionalCheckFailedException";
}

/** `undefined` where the condition of a write does not hold. */
async function unlessRefused<T>(write: Promise<T>): Promise<T | undefined> {
  try {
    return await write;
  } catch (error) {
    if (isRefusedCondition(error)) return undefined;
    throw error;
  }
}
