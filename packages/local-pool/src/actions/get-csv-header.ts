// GetCSVHeader: which columns has a file of users for this pool?
import { csvColumns } from "../users/csv/csv-columns.ts";
import type { Action } from "./action.ts";
import { poolOf } from "./lookup.ts";

/** Custom attributes stand before the two columns of Cognito's own (seen in headers of real pools). */
export const getCsvHeader: Action = async (cloud, input) => {
  const pool = poolOf(cloud, input);
  return { UserPoolId: pool.userPoolId, CSVHeader: csvColumns(pool.record) };
};
