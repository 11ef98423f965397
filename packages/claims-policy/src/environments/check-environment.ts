// Does an environment fit the policy, and do its parts fit each other?
import { type FeaturePlan, LOWEST_PLAN } from "@claimsmith/cognito-model";
import { eventVersionOf } from "../analysis/event-version.ts";
import { memberPath } from "../language/member-path.ts";
import { ownMember } from "../language/own-member.ts";
import type { ClientDeclaration, PolicyDocument } from "../language/policy.ts";
import { issue, type PolicyIssue } from "../validation/issues.ts";
import { validateSettings } from "../validation/validate-settings.ts";
import { checkArns } from "./check-arns.ts";
import type { Deployment } from "./environment.ts";

/** The checks of one environment, in the order in which their issues are reported. */
const CHECKS: readonly ((deployment: Deployment, policy: PolicyDocument) => PolicyIssue[])[] = [
  checkPlan,
  checkDomain,
  checkUrls,
  checkCallbacks,
  checkSettings,
  checkArns,
  checkGraphql,
];

/** Issues of an environment that has the right shape: feature plan, hosted login, settings, ARNs and GraphQL. */
export function checkEnvironment(deployment: Deployment, policy: PolicyDocument): PolicyIssue[] {
  return CHECKS.flatMap((check) => check(deployment, policy));
}

const PLAN_RANKS: Readonly<Record<FeaturePlan, number>> = { LITE: 0, ESSENTIALS: 1, PLUS: 2 };

/** What the policy needs is reported at the plan, what an option needs at the option. (AWS: User pool feature plans) */
function checkPlan({ path, environment }: Deployment, policy: PolicyDocument): PolicyIssue[] {
  const { featurePlan: received, threatProtection } = environment;
  const version = eventVersionOf(policy);
  const lowest = LOWEST_PLAN[version];
  const tooLow = (member: string, expected: string) =>
    issue("PLAN_TOO_LOW", `${path}.${member}`, { expected, received });
  return [
    ...(PLAN_RANKS[received] < PLAN_RANKS[lowest]
      ? [tooLow("featurePlan", `at least ${lowest}, which trigger events of ${version} need`)]
      : []),
    ...(threatProtection !== undefined && received !== "PLUS"
      ? [tooLow("threatProtection", "the feature plan PLUS, which threat protection needs")]
      : []),
  ];
}

const hasHostedLogin = ({ kind, signIn = ["srp", "hosted"] }: ClientDeclaration) =>
  kind !== "machine" && signIn.includes("hosted");

/** Machines, and people whose one way in is the hosted login, get their tokens from the domain alone. (AWS: Token endpoint) */
function checkDomain({ path, environment }: Deployment, policy: PolicyDocument): PolicyIssue[] {
  if (environment.domainPrefix !== undefined) return [];
  const stranded = Object.entries(policy.clients)
    .filter(([, { kind, signIn }]) => kind === "machine" || signIn?.every((way) => way === "hosted"))
    .map(([name]) => name);
  if (stranded.length === 0) return [];
  const expected = `a domain prefix: without a domain there are no tokens for ${stranded.join(", ")}`;
  return [issue("MISSING", `${path}.domainPrefix`, { expected, received: "nothing" })];
}

/** Clients that the policy does not have, and URLs that nothing ever redirects to. */
function checkUrls({ path, environment }: Deployment, policy: PolicyDocument): PolicyIssue[] {
  return Object.entries(environment.clients ?? {}).flatMap(([name, { callbackUrls, logoutUrls = [] }]) => {
    const place = memberPath(`${path}.clients`, name);
    const client = ownMember(policy.clients, name);
    if (client === undefined) {
      const expected = `a client of the policy: ${Object.keys(policy.clients).join(", ")}`;
      return [issue("UNDECLARED", place, { expected, received: JSON.stringify(name) })];
    }
    const count = callbackUrls.length + logoutUrls.length;
    const isUseless = count > 0 && !(hasHostedLogin(client) && environment.domainPrefix !== undefined);
    const reason = hasHostedLogin(client)
      ? "without a domainPrefix there is no hosted login"
      : "the policy gives this client no hosted login";
    return isUseless
      ? [issue("USELESS_OPTION", place, { expected: `no URLs: ${reason}`, received: `${count} of them` })]
      : [];
  });
}

/** Where there is a domain, the hosted login of every client returns somewhere. */
function checkCallbacks({ path, environment }: Deployment, policy: PolicyDocument): PolicyIssue[] {
  if (environment.domainPrefix === undefined) return [];
  return Object.entries(policy.clients).flatMap(([name, client]) => {
    const urls = ownMember(environment.clients, name)?.callbackUrls ?? [];
    if (!hasHostedLogin(client) || urls.length > 0) return [];
    const expected = "at least one URL that the hosted login returns to";
    const place = `${memberPath(`${path}.clients`, name)}.callbackUrls`;
    return [issue("CALLBACK_URL_MISSING", place, { expected, received: "none" })];
  });
}

function checkSettings({ path, environment }: Deployment, policy: PolicyDocument): PolicyIssue[] {
  return validateSettings(policy, environment.settings ?? {}).map((each) => ({
    ...each,
    path: `${path}.${each.path}`,
  }));
}

/** An environment of another name may keep its state in a file and still be deployed to AWS, which has AppSync. */
function checkGraphql({ name, path, environment: { graphql } }: Deployment): PolicyIssue[] {
  if (name !== "local" || graphql !== "appsync") return [];
  return [issue("NOT_LOCAL", `${path}.graphql`, { expected: "lambda", received: graphql })];
}
