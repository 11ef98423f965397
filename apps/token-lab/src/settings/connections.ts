// Which servers does the page talk to? Those of its settings and no others: the Content-Security-Policy names them.
import type { LabSettings } from "./settings.ts";

/** The origins that the page sends requests to, each once, sorted. Its own is not among them. */
export function connectedOrigins(settings: LabSettings): readonly string[] {
  const { region, issuer, hostedLoginUrl, userPoolEndpoint, api } = settings;
  const urls = [
    issuer,
    userPoolEndpoint ?? `https://cognito-idp.${region}.${awsDomain(region)}`,
    ...(hostedLoginUrl === undefined ? [] : [hostedLoginUrl]),
    api.url,
    api.graphqlUrl,
  ];
  return [...new Set(urls.map((url) => new URL(url).origin))].sort();
}

/** The domain of the region's partition. (AWS: Regional endpoints for China) */
function awsDomain(region: string): string {
  return region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
}
