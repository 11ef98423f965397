// Where do tests keep what is looked up? In a real DynamoDB API in memory, with tables as the construct LookupTable makes them.
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { AwsClient } from "aws4fetch";
import dynalite from "dynalite";

/** DynamoDB's typed values by attribute. */
export type TypedItem = Readonly<Record<string, unknown>>;

/** Tables in memory. */
export interface Tables {
  /** `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  readonly create: (table: string) => Promise<void>;
  /** Puts an item under a key. */
  readonly put: (table: string, key: string, item: TypedItem) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Starts an API without tables. */
export async function openTables(): Promise<Tables> {
  const server = dynalite({ createTableMs: 0 });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new AwsClient({ ...CREDENTIALS, service: "dynamodb", retries: 0 });
  const call = async (action: string, body: unknown): Promise<Readonly<Record<string, unknown>>> => {
    const headers = {
      "content-type": "application/x-amz-json-1.0",
      "x-amz-target": `DynamoDB_20120810.${action}`,
    };
    const response = await client.fetch(endpoint, { method: "POST", headers, body: JSON.stringify(body) });
    if (!response.ok) throw new TypeError(`${action}: ${await response.text()}`);
    return (await response.json()) as Readonly<Record<string, unknown>>;
  };
  const isActive = async (TableName: string) =>
    JSON.stringify(await call("DescribeTable", { TableName })).includes('"TableStatus":"ACTIVE"');
  return {
    endpoint,
    create: async (TableName) => {
      await call("CreateTable", {
        TableName,
        AttributeDefinitions: [{ AttributeName: "lookupKey", AttributeType: "S" }],
        KeySchema: [{ AttributeName: "lookupKey", KeyType: "HASH" }],
        BillingMode: "PAY_PER_REQUEST",
      });
      while (!(await isActive(TableName))) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    put: async (TableName, key, item) => {
      await call("PutItem", { TableName, Item: { lookupKey: { S: key }, ...item } });
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** Whom the tests call as. dynalite asks for a signature but knows nobody. */
export const CREDENTIALS = {
  accessKeyId: "CANARYKEYID",
  secretAccessKey: "canary-secret",
  sessionToken: "canary-session",
  region: "eu-west-1",
} as const;
