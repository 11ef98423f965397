// Which actions does the pool speak? Each has a file of its own; everything else is refused by name.
import type { Action } from "./action.ts";
import { adminAddUserToGroup } from "./admin-add-user-to-group.ts";
import { adminCreateUser } from "./admin-create-user.ts";
import { adminGetUser } from "./admin-get-user.ts";
import { adminInitiateAuth } from "./admin-initiate-auth.ts";
import { adminRemoveUserFromGroup } from "./admin-remove-user-from-group.ts";
import { adminRespondToAuthChallenge } from "./admin-respond-to-auth-challenge.ts";
import { adminSetUserPassword } from "./admin-set-user-password.ts";
import { adminUpdateUserAttributes } from "./admin-update-user-attributes.ts";
import { getUser } from "./get-user.ts";
import { initiateAuth } from "./initiate-auth.ts";
import { respondToAuthChallenge } from "./respond-to-auth-challenge.ts";
import { revokeToken } from "./revoke-token.ts";
import { updateUserAttributes } from "./update-user-attributes.ts";

/** The actions by name. (AWS: Amazon Cognito user pools API Reference) */
export const ACTIONS: ReadonlyMap<string, Action> = new Map([
  ["AdminAddUserToGroup", adminAddUserToGroup],
  ["AdminCreateUser", adminCreateUser],
  ["AdminGetUser", adminGetUser],
  ["AdminInitiateAuth", adminInitiateAuth],
  ["AdminRemoveUserFromGroup", adminRemoveUserFromGroup],
  ["AdminRespondToAuthChallenge", adminRespondToAuthChallenge],
  ["AdminSetUserPassword", adminSetUserPassword],
  ["AdminUpdateUserAttributes", adminUpdateUserAttributes],
  ["GetUser", getUser],
  ["InitiateAuth", initiateAuth],
  ["RespondToAuthChallenge", respondToAuthChallenge],
  ["RevokeToken", revokeToken],
  ["UpdateUserAttributes", updateUserAttributes],
]);
