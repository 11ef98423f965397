// A trigger as teams write it with Powertools: structured log, event checked by the parser's schema, two scopes, two claims.
import { Logger } from "@aws-lambda-powertools/logger";
import { PreTokenGenerationTriggerSchemaV2AndV3 } from "@aws-lambda-powertools/parser/schemas/cognito";

const logger = new Logger({ serviceName: "pre-token-generation" });

/** What Cognito would invoke. */
export async function handler(event: unknown): Promise<unknown> {
  const parsed = PreTokenGenerationTriggerSchemaV2AndV3.parse(event);
  const groups = parsed.request.groupConfiguration.groupsToOverride ?? [];
  const scopesToAdd = groups.includes("ADMINS") ? ["admin/*", "everyone/*"] : ["everyone/*"];
  logger.info("pre token generation", { triggerSource: parsed.triggerSource });
  return {
    ...parsed,
    response: {
      claimsAndScopeOverrideDetails: {
        accessTokenGeneration: {
          claimsToAddOrOverride: {
            company_id: parsed.request.userAttributes["custom:company_id"],
            compliance_level: "high",
          },
          scopesToAdd,
        },
      },
    },
  };
}
