// How much may one GraphQL operation ask for? The schema has no cycles, so its length and its root fields are all there is to bound.
import { Kind, type ValidationRule } from "graphql";
import { createGraphQLError, type Plugin } from "graphql-yoga";

/** The most tokens of a document: the usual introspection has some 300. (graphql-js: ParseOptions.maxTokens) */
export const MAX_TOKENS = 1_000;

/** The most root fields of a document, each under an alias of its own: every one is a call to the storage. */
export const MAX_ROOT_FIELDS = 20;

/** The plugin that holds operations to both. */
export const graphQlLimits: Plugin = {
  onParse: ({ parseFn, setParseFn }) => {
    setParseFn((source, options) => parseFn(source, { ...options, maxTokens: MAX_TOKENS }));
  },
  onValidate: ({ addValidationRule }) => addValidationRule(fewRootFields),
};

/** A field of a fragment counts once: fragments merge what has the same alias. */
const fewRootFields: ValidationRule = (context) => {
  const schema = context.getSchema();
  const roots: readonly unknown[] = [schema.getQueryType(), schema.getMutationType()];
  let count = 0;
  return {
    [Kind.FIELD]: () => {
      const type = context.getParentType();
      if (type === null || type === undefined || !roots.includes(type)) return;
      count += 1;
      if (count === MAX_ROOT_FIELDS + 1)
        context.reportError(
          createGraphQLError(`expected ${MAX_ROOT_FIELDS} root fields or fewer`, {
            extensions: { code: "OPERATION_TOO_LARGE" },
          }),
        );
    },
  };
};
