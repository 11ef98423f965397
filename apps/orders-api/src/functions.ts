// The two Lambda functions of the orders API, in one file: what differs between them is who may invoke them.
import { ordersAppSyncHandler } from "./app-sync-handler.ts";
import { readVerifiers, type Verifiers } from "./configuration.ts";
import { httpHandler } from "./http-handler.ts";

/** A function that cannot start says why in one line of its log; Lambda's own says little more than that it did not. */
function verifiersOrLog(): Verifiers {
  try {
    return readVerifiers(process.env);
  } catch (error) {
    const { code, issues } = error as { readonly code?: unknown; readonly issues?: unknown };
    console.log(
      JSON.stringify({ level: "error", message: "orders api", outcome: "misconfigured", code, issues }),
    );
    throw error;
  }
}

const { tokens, identities } = verifiersOrLog();

/** What API Gateway's HTTP API invokes: `index.http`. Environment: see `readVerifiers`. */
export const http = httpHandler(tokens);

/** What AppSync invokes: `index.appSync`. Environment: the same. */
export const appSync = ordersAppSyncHandler(identities);
