// How do a pool's issuer and the address of its keys read?
import { describe, expect, it } from "vitest";
import { issuerOf, jwksUriOf } from "../src/index.ts";

const POOL = "eu-west-1_ExamplePl";

describe("issuerOf", () => {
  it.each([
    [POOL, "original", "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_ExamplePl"],
    [POOL, "updated", "https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_ExamplePl"],
    ["us-gov-west-1_Ab1", "original", "https://cognito-idp.us-gov-west-1.amazonaws.com/us-gov-west-1_Ab1"],
  ] as const)("of %s in the %s form is %s", (userPoolId, form, issuer) => {
    expect(issuerOf(userPoolId, form)).toBe(issuer);
  });

  it("is the original form unless another is asked for", () => {
    expect(issuerOf(POOL)).toBe(issuerOf(POOL, "original"));
    expect(issuerOf(POOL)).not.toBe(issuerOf(POOL, "updated"));
  });
});

describe("jwksUriOf", () => {
  it("is below the issuer, wherever that is", () => {
    expect(jwksUriOf(issuerOf(POOL))).toBe(
      "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_ExamplePl/.well-known/jwks.json",
    );
    expect(jwksUriOf("http://localhost:9229/p")).toBe("http://localhost:9229/p/.well-known/jwks.json");
  });
});
