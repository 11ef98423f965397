// How does code reach a function? As a zip in the call itself.
import { createHash } from "node:crypto";
import { isJsonObject } from "@claimsmith/cognito-model";
import { isUsableZip } from "../trigger/unpack-zip.ts";
import { LambdaError, unsupported } from "./lambda-error.ts";

/** A deployment package as it is kept. */
export interface DeploymentPackage {
  readonly base64: string;
  /** In base64. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** What Lambda takes in a call. (AWS Lambda: Quotas, deployment package size) */
const MAX_ZIP_BYTES = 50 * 1024 * 1024;

/**
 * The package of a call.
 * @throws LambdaError InvalidParameterValueException where it is elsewhere, missing, or no zip
 */
export function deploymentPackage(code: unknown): DeploymentPackage {
  if (!isJsonObject(code)) throw new LambdaError("SerializationException", "expected an object as code");
  if (code.ImageUri != null) throw unsupported("container images: expected a zip in ZipFile");
  if (code.S3Bucket != null || code.S3Key != null)
    throw unsupported("code in S3: expected the zip itself in ZipFile");
  const { ZipFile: base64 } = code;
  if (typeof base64 !== "string") throw invalid("expected the zip in base64 as ZipFile");
  const zip = Buffer.from(base64, "base64");
  if (zip.length > MAX_ZIP_BYTES) throw invalid(`expected a zip of at most ${MAX_ZIP_BYTES} bytes`);
  if (!isUsableZip(zip)) {
    throw invalid("Could not unzip uploaded file. Please check your file, then try to upload again.");
  }
  const sha256 = createHash("sha256").update(zip).digest("base64");
  return { base64: zip.toString("base64"), sha256, sizeBytes: zip.length };
}

function invalid(message: string): LambdaError {
  return new LambdaError("InvalidParameterValueException", message);
}
