// For which region is a call? The signature says so. (AWS Signature Version 4: credential scope)
import type { Cloud } from "./cloud.ts";

const SCOPE =
  /^AWS4-HMAC-SHA256\s+Credential=[^/,\s]{1,128}\/\d{8}\/([a-z]{2,4}(?:-[a-z]+)+-\d{1,2})\/[a-z-]+\/aws4_request\b/;

/** True if a call bears a signature. It is not verified: the local pool knows no secret key. */
export function isSigned(headers: Headers): boolean {
  return headers.get("authorization")?.startsWith("AWS4-HMAC-SHA256 ") ?? false;
}

/** The cloud as a call sees it: what it makes, and what it lists, is in the region that it was signed for. */
export function cloudOfCall(cloud: Cloud, headers: Headers): Cloud {
  const region = SCOPE.exec(headers.get("authorization") ?? "")?.[1];
  return region === undefined || region === cloud.region ? cloud : { ...cloud, region };
}
