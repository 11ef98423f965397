// Where are orders kept on one's own machine? In a DynamoDB API in memory, in a table with the keys of the deployed one.
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { CreateTableCommand, DynamoDBClient, waitUntilTableExists } from "@aws-sdk/client-dynamodb";
import { BatchWriteCommand, DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import dynalite from "dynalite";
import { TABLE_KEYS } from "../src/dynamo-store.ts";
import type { Order } from "../src/shapes.ts";

/** A table that is ready. */
export interface LocalTable {
  /** What an environment has to say so that the API finds it. */
  readonly environment: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const TABLE_NAME = "orders-local";

/** dynalite asks for a signature but knows nobody. */
const NOBODY = {
  AWS_REGION: "eu-west-1",
  AWS_ACCESS_KEY_ID: "local",
  AWS_SECRET_ACCESS_KEY: "local",
} as const;

/** Starts the API on a free port, makes the table and puts the orders into it, at most 25. */
export async function openLocalTable(orders: readonly Order[]): Promise<LocalTable> {
  const server = dynalite({ createTableMs: 0 });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = {
    accessKeyId: NOBODY.AWS_ACCESS_KEY_ID,
    secretAccessKey: NOBODY.AWS_SECRET_ACCESS_KEY,
  };
  const client = new DynamoDBClient({ endpoint, region: NOBODY.AWS_REGION, credentials });
  await createTable(client);
  const puts = orders.map((Item) => ({ PutRequest: { Item } }));
  const documents = DynamoDBDocumentClient.from(client);
  if (puts.length > 0) await documents.send(new BatchWriteCommand({ RequestItems: { [TABLE_NAME]: puts } }));
  client.destroy();
  return {
    environment: { ...NOBODY, AWS_ENDPOINT_URL_DYNAMODB: endpoint, ORDERS_TABLE: TABLE_NAME },
    close: async () => {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

async function createTable(client: DynamoDBClient): Promise<void> {
  const { partitionKey, sortKey } = TABLE_KEYS;
  const command = new CreateTableCommand({
    TableName: TABLE_NAME,
    AttributeDefinitions: [partitionKey, sortKey].map((AttributeName) => ({
      AttributeName,
      AttributeType: "S",
    })),
    KeySchema: [
      { AttributeName: partitionKey, KeyType: "HASH" },
      { AttributeName: sortKey, KeyType: "RANGE" },
    ],
    BillingMode: "PAY_PER_REQUEST",
  });
  await client.send(command);
  await waitUntilTableExists(
    { client, minDelay: 0.01, maxDelay: 0.1, maxWaitTime: 30 } as Parameters<typeof waitUntilTableExists>[0],
    { TableName: TABLE_NAME },
  );
}
