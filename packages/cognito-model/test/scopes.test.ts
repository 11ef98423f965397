// Which scopes are Cognito's own, and where does a custom scope divide?
import { describe, expect, it } from "vitest";
import { isSystemScope, SYSTEM_SCOPES, splitScope, USER_ADMIN_SCOPE } from "../src/index.ts";

describe("splitScope", () => {
  it.each([
    ["orders/read", "orders", "read"],
    ["https://api.example.org/orders/read", "https://api.example.org/orders", "read"],
    ["https://api.example.org//read", "https://api.example.org/", "read"],
    ["admin/*", "admin", "*"],
  ])("divides %s at its last slash", (scope, identifier, name) => {
    expect(splitScope(scope)).toEqual({ identifier, name });
  });

  it.each(["openid", "reports.read", "", "/", "/read", "orders/"])(
    "finds no resource server in %j",
    (scope) => {
      expect(splitScope(scope)).toBeUndefined();
    },
  );
});

describe("isSystemScope", () => {
  it.each(["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"])("knows %s", (scope) => {
    expect(isSystemScope(scope)).toBe(true);
  });

  it.each(["phone_number", "OpenID", "offline_access", "address", "orders/read", "", "constructor"])(
    "does not take %j for one",
    (scope) => {
      expect(isSystemScope(scope)).toBe(false);
    },
  );

  it("has five of them, the admin scope among them", () => {
    expect(SYSTEM_SCOPES.length).toBe(5);
    expect(SYSTEM_SCOPES).toContain(USER_ADMIN_SCOPE);
  });
});
