// What does AWS Lambda behind API Gateway need of the verifier? Guards for handlers, and authorizers of both kinds of API.

export type { GatewayEvent, HttpApiEvent, RestApiEvent } from "./lambda-event.ts";
export {
  type GuardedHandler,
  type GuardedHandlers,
  guard,
  guardRoutes,
  type LambdaAnswer,
  type LambdaTable,
} from "./lambda-guard.ts";
export {
  type HttpApiAuthorizerOptions,
  httpApiAuthorizer,
  type SimpleAnswer,
} from "./lambda-http-authorizer.ts";
export type { PolicyAnswer, PolicyStatement } from "./lambda-policy.ts";
export {
  type RestApiAuthorizerOptions,
  type RestAuthorizerEvent,
  type RestRequestEvent,
  type RestTokenEvent,
  restApiAuthorizer,
} from "./lambda-rest-authorizer.ts";
