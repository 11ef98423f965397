// How long does an access token live in production? At most an hour: APIs accept it until then, whatever happens to its user.
import { type Guardrail, ofType, onlyBlock, type SynthesisedResource } from "./guardrail.ts";

const LONGEST_SECONDS = 3600;

/** Units of `token_validity_units`. (AWS API Reference: TokenValidityUnitsType) */
const UNIT_SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** In the environment `prod`. (AWS: Understanding the access token; AWS API Reference: CreateUserPoolClient, AccessTokenValidity) */
export const accessTokenLifetimeInProduction: Guardrail = (stack) => {
  if (!stack.isProduction) return [];
  return ofType(stack, "aws_cognito_user_pool_client")
    .filter((client) => !(lifetimeSeconds(client) <= LONGEST_SECONDS))
    .map(({ address }) => ({
      code: "ACCESS_TOKEN_LIVES_TOO_LONG",
      at: `${address}.access_token_validity`,
      text: `expected at most ${LONGEST_SECONDS} seconds in production, with the unit in token_validity_units: a number without one is hours`,
    }));
};

/** NaN where it cannot be told. Without a number Cognito's hour applies, but nobody says what a unit without a number means. */
function lifetimeSeconds({ attributes }: SynthesisedResource): number {
  const { access_token_validity: value } = attributes;
  const { access_token: unit } = onlyBlock(attributes.token_validity_units);
  if (value === undefined && unit === undefined) return LONGEST_SECONDS;
  const unitSeconds = UNIT_SECONDS[typeof unit === "string" ? unit : "hours"];
  return typeof value === "number" && unitSeconds !== undefined ? value * unitSeconds : Number.NaN;
}
