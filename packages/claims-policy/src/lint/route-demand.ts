// What does a route demand, as far as a policy can say whether anybody could meet it?

/** Every one of a list, at least one of a list, or both. */
interface AllOrAny {
  readonly all?: readonly string[];
  readonly any?: readonly string[];
}

/** The part of a verifier's requirement that a policy can judge. More members are allowed: a `Requirement` is one. */
export interface TokenDemand {
  readonly scopes?: AllOrAny;
  readonly groups?: AllOrAny;
  readonly kind?: "user" | "machine";
  readonly clients?: readonly string[];
  readonly claims?: object;
  readonly asserted?: object;
  /** Each must hold as well. */
  readonly and?: readonly TokenDemand[];
}

/** One route. */
export interface RouteDemand {
  /** Like `GET /orders`. */
  readonly route: string;
  readonly demand: TokenDemand;
}
