// Which actions does the pool speak? Each has a file of its own; everything else is refused by name.
import type { Action } from "./action.ts";
import { adminAddUserToGroup } from "./admin-add-user-to-group.ts";
import { adminConfirmSignUp } from "./admin-confirm-sign-up.ts";
import { adminCreateUser } from "./admin-create-user.ts";
import { adminDeleteUser } from "./admin-delete-user.ts";
import { adminDeleteUserAttributes } from "./admin-delete-user-attributes.ts";
import { adminDisableUser } from "./admin-disable-user.ts";
import { adminEnableUser } from "./admin-enable-user.ts";
import { adminGetUser } from "./admin-get-user.ts";
import { adminInitiateAuth } from "./admin-initiate-auth.ts";
import { adminListGroupsForUser } from "./admin-list-groups-for-user.ts";
import { adminRemoveUserFromGroup } from "./admin-remove-user-from-group.ts";
import { adminResetUserPassword } from "./admin-reset-user-password.ts";
import { adminRespondToAuthChallenge } from "./admin-respond-to-auth-challenge.ts";
import { adminSetUserPassword } from "./admin-set-user-password.ts";
import { adminUpdateUserAttributes } from "./admin-update-user-attributes.ts";
import { adminUserGlobalSignOut } from "./admin-user-global-sign-out.ts";
import { changePassword } from "./change-password.ts";
import { confirmForgotPassword } from "./confirm-forgot-password.ts";
import { confirmSignUp } from "./confirm-sign-up.ts";
import { CONTROL_PLANE_ACTIONS } from "./control-plane/index.ts";
import { deleteUser } from "./delete-user.ts";
import { deleteUserAttributes } from "./delete-user-attributes.ts";
import { forgotPassword } from "./forgot-password.ts";
import { getClientToken } from "./get-client-token.ts";
import { getCsvHeader } from "./get-csv-header.ts";
import { getTokensFromRefreshToken } from "./get-tokens-from-refresh-token.ts";
import { getUser } from "./get-user.ts";
import { getUserAttributeVerificationCode } from "./get-user-attribute-verification-code.ts";
import { globalSignOut } from "./global-sign-out.ts";
import { initiateAuth } from "./initiate-auth.ts";
import { listUsers } from "./list-users.ts";
import { listUsersInGroup } from "./list-users-in-group.ts";
import { resendConfirmationCode } from "./resend-confirmation-code.ts";
import { respondToAuthChallenge } from "./respond-to-auth-challenge.ts";
import { revokeToken } from "./revoke-token.ts";
import { signUp } from "./sign-up.ts";
import { updateUserAttributes } from "./update-user-attributes.ts";
import { verifyUserAttribute } from "./verify-user-attribute.ts";

/** The actions by name. (AWS: Amazon Cognito user pools API Reference) */
export const ACTIONS: ReadonlyMap<string, Action> = new Map<string, Action>([
  ...CONTROL_PLANE_ACTIONS,
  ["AdminAddUserToGroup", adminAddUserToGroup],
  ["AdminConfirmSignUp", adminConfirmSignUp],
  ["AdminCreateUser", adminCreateUser],
  ["AdminDeleteUser", adminDeleteUser],
  ["AdminDeleteUserAttributes", adminDeleteUserAttributes],
  ["AdminDisableUser", adminDisableUser],
  ["AdminEnableUser", adminEnableUser],
  ["AdminGetUser", adminGetUser],
  ["AdminInitiateAuth", adminInitiateAuth],
  ["AdminListGroupsForUser", adminListGroupsForUser],
  ["AdminRemoveUserFromGroup", adminRemoveUserFromGroup],
  ["AdminResetUserPassword", adminResetUserPassword],
  ["AdminRespondToAuthChallenge", adminRespondToAuthChallenge],
  ["AdminSetUserPassword", adminSetUserPassword],
  ["AdminUpdateUserAttributes", adminUpdateUserAttributes],
  ["AdminUserGlobalSignOut", adminUserGlobalSignOut],
  ["ChangePassword", changePassword],
  ["ConfirmForgotPassword", confirmForgotPassword],
  ["ConfirmSignUp", confirmSignUp],
  ["DeleteUser", deleteUser],
  ["DeleteUserAttributes", deleteUserAttributes],
  ["ForgotPassword", forgotPassword],
  ["GetCSVHeader", getCsvHeader],
  ["GetClientToken", getClientToken],
  ["GetTokensFromRefreshToken", getTokensFromRefreshToken],
  ["GetUser", getUser],
  ["GetUserAttributeVerificationCode", getUserAttributeVerificationCode],
  ["GlobalSignOut", globalSignOut],
  ["InitiateAuth", initiateAuth],
  ["ListUsers", listUsers],
  ["ListUsersInGroup", listUsersInGroup],
  ["ResendConfirmationCode", resendConfirmationCode],
  ["RespondToAuthChallenge", respondToAuthChallenge],
  ["RevokeToken", revokeToken],
  ["SignUp", signUp],
  ["UpdateUserAttributes", updateUserAttributes],
  ["VerifyUserAttribute", verifyUserAttribute],
]);
