// Which actions make, change and describe pools and what belongs to them?
import type { Action } from "../action.ts";
import {
  addUserPoolClientSecret,
  deleteUserPoolClientSecret,
  listUserPoolClientSecrets,
} from "./client-secrets.ts";
import {
  createUserPoolClient,
  deleteUserPoolClient,
  describeUserPoolClient,
  listUserPoolClients,
  updateUserPoolClient,
} from "./clients.ts";
import { addCustomAttributes } from "./custom-attributes.ts";
import {
  createUserPoolDomain,
  deleteUserPoolDomain,
  describeUserPoolDomain,
  updateUserPoolDomain,
} from "./domains.ts";
import { createGroup, deleteGroup, getGroup, listGroups, updateGroup } from "./groups.ts";
import { getUserPoolMfaConfig, setUserPoolMfaConfig } from "./mfa-config.ts";
import {
  createResourceServer,
  deleteResourceServer,
  describeResourceServer,
  listResourceServers,
  updateResourceServer,
} from "./resource-servers.ts";
import { listTagsForResource, tagResource, untagResource } from "./tags.ts";
import {
  createUserPool,
  deleteUserPool,
  describeUserPool,
  listUserPools,
  updateUserPool,
} from "./user-pools.ts";

/** The control plane by name. (AWS: Amazon Cognito user pools API Reference) */
export const CONTROL_PLANE_ACTIONS: readonly (readonly [name: string, action: Action])[] = [
  ["AddCustomAttributes", addCustomAttributes],
  ["AddUserPoolClientSecret", addUserPoolClientSecret],
  ["CreateGroup", createGroup],
  ["CreateResourceServer", createResourceServer],
  ["CreateUserPool", createUserPool],
  ["CreateUserPoolClient", createUserPoolClient],
  ["CreateUserPoolDomain", createUserPoolDomain],
  ["DeleteGroup", deleteGroup],
  ["DeleteResourceServer", deleteResourceServer],
  ["DeleteUserPool", deleteUserPool],
  ["DeleteUserPoolClient", deleteUserPoolClient],
  ["DeleteUserPoolClientSecret", deleteUserPoolClientSecret],
  ["DeleteUserPoolDomain", deleteUserPoolDomain],
  ["DescribeResourceServer", describeResourceServer],
  ["DescribeUserPool", describeUserPool],
  ["DescribeUserPoolClient", describeUserPoolClient],
  ["DescribeUserPoolDomain", describeUserPoolDomain],
  ["GetGroup", getGroup],
  ["GetUserPoolMfaConfig", getUserPoolMfaConfig],
  ["ListGroups", listGroups],
  ["ListResourceServers", listResourceServers],
  ["ListTagsForResource", listTagsForResource],
  ["ListUserPoolClientSecrets", listUserPoolClientSecrets],
  ["ListUserPoolClients", listUserPoolClients],
  ["ListUserPools", listUserPools],
  ["SetUserPoolMfaConfig", setUserPoolMfaConfig],
  ["TagResource", tagResource],
  ["UntagResource", untagResource],
  ["UpdateGroup", updateGroup],
  ["UpdateResourceServer", updateResourceServer],
  ["UpdateUserPool", updateUserPool],
  ["UpdateUserPoolClient", updateUserPoolClient],
  ["UpdateUserPoolDomain", updateUserPoolDomain],
];
