// Where does a client learn which issuer and scopes an API takes? OAuth protected resource metadata. (RFC 9728)

/** What an API says of itself. */
export interface ResourceDescription {
  /** The API's own URL: absolute, https (http for loopback), without query and fragment. */
  readonly resource: string;
  /** The issuers of the pools whose tokens it takes. At least one. */
  readonly issuers: readonly string[];
  /** Scopes that a client may need: those of the contract, or fewer. */
  readonly scopes: readonly string[];
  /** What people call the API. */
  readonly name?: string;
  /** A page for developers. */
  readonly documentationUrl?: string;
}

/** The document of RFC 9728, section 2. */
export interface ResourceMetadataDocument {
  readonly resource: string;
  readonly authorization_servers: readonly string[];
  readonly scopes_supported: readonly string[];
  readonly bearer_methods_supported: readonly ["header"];
  readonly resource_name?: string;
  readonly resource_documentation?: string;
}

/** The document, and where it belongs. */
export interface ResourceMetadata {
  /** The path to serve the document at, with GET, as `application/json`, to anybody. */
  readonly path: string;
  /** The same as a URL, for the verifier's `resourceMetadata` option: challenges then name it. */
  readonly url: string;
  readonly document: ResourceMetadataDocument;
}

/**
 * The metadata of an API. The well-known path goes between host and path of the resource. (RFC 9728, section 3.1)
 *
 * @throws TypeError where `resource` is no absolute URL, or has a query or fragment.
 */
export function protectedResourceMetadata(description: ResourceDescription): ResourceMetadata {
  const { resource, issuers, scopes, name, documentationUrl } = description;
  const url = URL.canParse(resource) ? new URL(resource) : undefined;
  if (url === undefined || /[?#]/.test(resource)) {
    throw new TypeError("expected the absolute URL of the API, without query and fragment");
  }
  const path = `/.well-known/oauth-protected-resource${url.pathname === "/" ? "" : url.pathname}`;
  return {
    path,
    url: `${url.origin}${path}`,
    document: {
      resource,
      authorization_servers: issuers,
      scopes_supported: scopes,
      bearer_methods_supported: ["header"],
      ...(name !== undefined && { resource_name: name }),
      ...(documentationUrl !== undefined && { resource_documentation: documentationUrl }),
    },
  };
}
