// Profile data without fat tokens: fetched by the access token, or with the server's own credentials.
export { isProfileError, PROFILE_FAILURES, type ProfileCode, ProfileError } from "./failures.ts";
export { type FetchProfile, type ProfileOptions, profileFetcher } from "./fetch-profile.ts";
export type { Profile, ProfileOwner, ProfileRequest, ProfileSource, Proof } from "./profile.ts";
export { type AdminGetUserInput, fromAdminGetUser, fromGetUser, fromUserInfo } from "./sources.ts";
