// What is the domain of a pool? Kept and described: every pool's hosted login has the same host here, the local one.
import type { Pool } from "../cloud/cloud.ts";
import { DOMAINS } from "../store/tables.ts";

/** One domain: a prefix of Cognito's own, or a whole name with a certificate. (AWS API Reference: DomainDescriptionType) */
export interface DomainRecord {
  readonly domain: string;
  readonly userPoolId: string;
  /** 1 is the classic hosted login, 2 is managed login. */
  readonly managedLoginVersion: number;
  /** Present for a custom domain. */
  readonly certificateArn?: string;
}

/** The domains of a pool: at most one prefix and one custom domain. */
export function domainsOf({ cloud, userPoolId }: Pool): readonly DomainRecord[] {
  return [...cloud.database.list(DOMAINS, "")].filter((domain) => domain.userPoolId === userPoolId);
}
