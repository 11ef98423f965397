// Which GraphQL operations are offered to try? Text to start from: it may be changed before it is sent.

/** One operation. */
export interface GraphQlOperation {
  readonly name: string;
  /** What it shows, as a sentence. */
  readonly about: string;
  readonly query: string;
}

/** The operations of the orders API that show a scope, a group and a change. The first is offered first. */
export const GRAPHQL_OPERATIONS = [
  {
    name: "orders",
    about: "The orders of your company: the access token needs orders/read.",
    query: `query {
  orders(limit: 5) {
    orders { id item quantity status }
  }
}`,
  },
  {
    name: "queryWithGroup",
    about: "For members of the group ADMINS: alice may, bob may not.",
    query: `query {
  queryWithGroup
}`,
  },
  {
    name: "createOrder",
    about: "Places an order: the access token needs orders/write.",
    query: `mutation {
  createOrder(input: { item: "Copper wire, 100 m", quantity: 3 }) {
    id item quantity status
  }
}`,
  },
] as const satisfies readonly GraphQlOperation[];
