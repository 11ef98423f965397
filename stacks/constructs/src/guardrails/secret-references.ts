// Which references lead to a secret? The attributes of the provider that hold one, as a table.

/**
 * Attributes that hold a secret, by type of resource or data source: those that the provider marks as sensitive and that a stack
 * like these may hold. (Terraform Registry: hashicorp/aws 5.100.0)
 */
export const SECRET_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  aws_api_gateway_api_key: ["value"],
  aws_appsync_api_key: ["key"],
  aws_cognito_identity_provider: ["provider_details"],
  aws_cognito_user: ["password", "temporary_password"],
  aws_cognito_user_pool_client: ["client_secret"],
  aws_db_instance: ["password"],
  aws_iam_access_key: ["secret", "ses_smtp_password_v4"],
  aws_iam_user_login_profile: ["password"],
  aws_kms_secrets: ["plaintext"],
  aws_secretsmanager_random_password: ["random_password"],
  aws_secretsmanager_secret_version: ["secret_string", "secret_binary"],
  aws_ssm_parameter: ["value"],
  aws_ssm_parameters_by_path: ["values"],
};

// An expression, and in it a resource or data source of the table: its name, an index or none, and the attribute if there is one.
const EXPRESSION = /\$\{[^}]*\}/g;
const REFERENCE = new RegExp(
  `\\b(${Object.keys(SECRET_ATTRIBUTES).join("|")})\\.[\\w-]+(?:\\[[^\\]]*\\]|\\.\\*|\\.\\d+)?(?:\\.(\\w+)|\\["(\\w+)"\\])?`,
  "g",
);

/**
 * What a value gives away: references, like `aws_cognito_user_pool_client.client_secret`, anywhere in it. A reference to
 * such a resource as a whole holds its secret too.
 */
export function secretReferences(value: unknown): readonly string[] {
  const found = texts(value)
    .flatMap((text) => text.match(EXPRESSION) ?? [])
    .flatMap((expression) => [...expression.matchAll(REFERENCE)])
    .map(([, type = "", dotted, indexed]) => ({ type, attribute: dotted ?? indexed }))
    .filter(({ type, attribute }) => attribute === undefined || SECRET_ATTRIBUTES[type]?.includes(attribute));
  return [
    ...new Set(found.map(({ type, attribute }) => (attribute === undefined ? type : `${type}.${attribute}`))),
  ];
}

function texts(value: unknown): readonly string[] {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(texts);
}
