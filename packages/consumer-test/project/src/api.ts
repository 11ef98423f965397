// Who may read orders, and of which company? An API behind a verifier that is typed by the policy.
import { createVerifier, type VerifierOptions } from "@claimsmith/verifier";
import { guard } from "@claimsmith/verifier/fetch";
import { contract } from "./contract.ts";
import type { policy } from "./policy.ts";

type Api = (request: Request) => Promise<Response>;

/** The API for the tokens of a pool: people see the orders of their company, the machine sees all. */
export function ordersApi(options: VerifierOptions<typeof policy>): Api {
  const verifier = createVerifier(contract, options);
  return guard(verifier, { scopes: { all: ["orders/read"] } }, (_, principal) => {
    const company: string = principal.kind === "user" ? principal.claims.company : "all";
    return Response.json({ company });
  });
}

/** What the API answers to a token: the status, and the company of the answer. */
export async function answerTo(api: Api, token: string): Promise<string> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await api(new Request("https://api.example.com/orders", { headers }));
  return response.ok ? `${response.status} ${(await response.json()).company}` : `${response.status}`;
}
