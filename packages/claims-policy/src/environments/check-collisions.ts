// Which environments cannot be deployed beside each other?
import { ownMember } from "../language/own-member.ts";
import { describe, issue, type PolicyIssue } from "../validation/issues.ts";
import type { Deployment } from "./environment.ts";
import { ACCOUNT } from "./environment-shape.ts";
import { USER_POOL_REGIONS } from "./regions.ts";

/**
 * Issues between environments, each reported at the later of the two. Stacks, functions and state files carry
 * the environment's name, so they do not collide in a shared account, region or bucket; what a region, or all of AWS, has once does.
 */
export function checkCollisions(deployments: readonly Deployment[]): PolicyIssue[] {
  return deployments.flatMap((later, index) => {
    const earlier = deployments.slice(0, index);
    return [...prefixTaken(later, earlier), ...bucketElsewhere(later, earlier)];
  });
}

/** A prefix belongs to one pool of its region, whatever the account. (AWS: Configuring a user pool domain) */
function prefixTaken(later: Deployment, earlier: readonly Deployment[]): PolicyIssue[] {
  const { domainPrefix, region } = later.environment;
  if (domainPrefix === undefined) return [];
  const owner = earlier.find(
    ({ environment }) => environment.domainPrefix === domainPrefix && environment.region === region,
  );
  const expected = `another domain prefix than that of ${owner?.name}, which is in the same region`;
  const received = describe(domainPrefix);
  return owner ? [issue("DUPLICATE", `${later.path}.domainPrefix`, { expected, received })] : [];
}

/** A bucket is in one account and one region; its name is taken everywhere else. (Amazon S3: bucket naming rules) */
function bucketElsewhere(later: Deployment, earlier: readonly Deployment[]): PolicyIssue[] {
  const bucket = bucketOf(later);
  if (bucket === undefined) return [];
  const owner = earlier.find((each) => {
    const other = bucketOf(each);
    const isSame = other?.name === bucket.name && other.partition === bucket.partition;
    return isSame && other.place !== bucket.place;
  });
  const expected = `another bucket than that of ${owner?.name}, which is in another account or region`;
  const received = describe(bucket.name);
  return owner ? [issue("DUPLICATE", `${later.path}.state.bucket`, { expected, received })] : [];
}

/** Where the bucket of an environment is; nothing where account or region are themselves issues. */
function bucketOf({ environment: { state, account, region } }: Deployment) {
  const partition = ownMember(USER_POOL_REGIONS, region);
  if (state === "local" || partition === undefined || !ACCOUNT.test(account)) return undefined;
  return { name: state.bucket, partition, place: `${account} ${region}` };
}
