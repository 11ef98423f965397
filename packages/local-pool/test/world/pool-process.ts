// A pool in a process of its own, which a test can kill. Arguments: the data directory. Prints its endpoint.
import { startLocalPool } from "../../src/index.ts";
import { blueprint, CLIENT_IDS, USER_POOL_ID } from "./blueprint.ts";

const [, , dataDirectory = ""] = process.argv;
const { endpoint } = await startLocalPool({
  port: 0,
  blueprint: blueprint("V3_0"),
  userPoolId: USER_POOL_ID,
  clientIds: CLIENT_IDS,
  dataDirectory,
});
console.log(endpoint);
