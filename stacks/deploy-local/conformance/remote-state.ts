// What must an account have before stacks with remote state can be planned? Their bucket, and for APIs the pool's outputs.
import { PutParameterCommand } from "@aws-sdk/client-ssm";
import { awsClients } from "../src/aws-clients.ts";
import type { LocalAws } from "../src/local-aws.ts";

/** Makes a bucket in moto; S3's API needs no more than this of it. */
export async function makeBucket({ motoEndpoint, region }: LocalAws, bucket: string): Promise<void> {
  const body = `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
  const response = await fetch(`${motoEndpoint}/${bucket}`, { method: "PUT", body });
  if (!response.ok) throw new Error(`expected a bucket, not status ${response.status}`);
}

/** The keys in a bucket of moto, as S3 lists them. */
export async function listedKeys({ motoEndpoint }: LocalAws, bucket: string): Promise<readonly string[]> {
  const response = await fetch(`${motoEndpoint}/${bucket}?list-type=2`);
  const listing = await response.text();
  return [...listing.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key = ""]) => key);
}

/** Writes what the identity stack would have written, so that an API can be planned that was never deployed before. */
export async function seedPoolOutputs(
  aws: LocalAws,
  prefix: string,
  clients: readonly string[],
): Promise<void> {
  const userPoolId = `${aws.region}_Planned00`;
  const values = {
    issuer: `https://cognito-idp.${aws.region}.amazonaws.com/${userPoolId}`,
    "user-pool-id": userPoolId,
    "policy-hash": "000000000000",
    ...Object.fromEntries(clients.map((client) => [`clients/${client}`, `${client}0client0id`])),
  };
  const { ssm } = awsClients(aws);
  for (const [name, Value] of Object.entries(values)) {
    await ssm.send(new PutParameterCommand({ Name: `${prefix}/${name}`, Value, Type: "String" }));
  }
}
