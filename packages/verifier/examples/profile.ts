// A name for a page, without a name on every access token.
import type { Principal } from "@claimsmith/verifier";
import { fromUserInfo, isProfileError, profileFetcher } from "@claimsmith/verifier/profile";
import type { OrdersPolicy } from "./contract.ts";

export function greeter(userInfoUrl: string) {
  const cache = { maxProfiles: 10_000, ttlSeconds: 300 };
  const fetchProfile = profileFetcher(fromUserInfo({ url: userInfoUrl }), { deadlineMs: 2_000, cache });
  return async (principal: Principal<OrdersPolicy, "user">, accessToken: string): Promise<string> => {
    try {
      return `Hello ${(await fetchProfile(principal, accessToken)).attributes.name}`;
    } catch (error) {
      if (isProfileError(error)) return "Hello"; // error.missingScope says what the policy should draw
      throw error;
    }
  };
}
