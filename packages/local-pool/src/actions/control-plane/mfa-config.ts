// GetUserPoolMfaConfig, SetUserPoolMfaConfig: which second factors does a pool have? None, and it says so.
import { CognitoError } from "../../errors.ts";
import type { Action } from "../action.ts";
import { optionalText } from "../input.ts";
import { poolOf } from "../lookup.ts";

/** Always off. */
export const getUserPoolMfaConfig: Action = async (cloud, input) => {
  poolOf(cloud, input);
  return { MfaConfiguration: "OFF" };
};

const FACTORS = ["SmsMfaConfiguration", "SoftwareTokenMfaConfiguration", "EmailMfaConfiguration"] as const;

/** Takes what turns every factor off. */
export const setUserPoolMfaConfig: Action = async (cloud, input) => {
  poolOf(cloud, input);
  const mode = optionalText(input, "MfaConfiguration") ?? "OFF";
  const software = Object(input.SoftwareTokenMfaConfiguration) as { readonly Enabled?: unknown };
  const named = FACTORS.find((factor) => input[factor] != null);
  if (mode !== "OFF" || (named !== undefined && (named !== FACTORS[1] || software.Enabled === true))) {
    const text = "the local pool has no MFA: expected MfaConfiguration OFF and no factor";
    throw new CognitoError("UnsupportedOperationException", text);
  }
  return { MfaConfiguration: "OFF" };
};
