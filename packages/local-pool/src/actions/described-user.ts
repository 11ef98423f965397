// What do the administrator's actions tell of a user, beside the attributes?
import type { User } from "../users/user.ts";

/** The members that AdminGetUser and the UserType of AdminCreateUser share; dates in seconds. (AWS API Reference: UserType) */
export function describedUser(user: User): object {
  return {
    Username: user.username,
    Enabled: user.enabled,
    UserStatus: user.status,
    UserCreateDate: user.createdAtMs / 1000,
    UserLastModifiedDate: user.modifiedAtMs / 1000,
  };
}
