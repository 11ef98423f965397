// Which behaviours are on the fidelity list? In the order in which people read them.
import type { Behaviour } from "../behaviour.ts";
import { ABSENT } from "./absent.ts";
import { CONTROL_PLANE } from "./control-plane.ts";
import { DOCUMENTS } from "./documents.ts";
import { HOSTED } from "./hosted.ts";
import { MACHINE } from "./machine.ts";
import { REFRESH_AND_REVOCATION } from "./refresh.ts";
import { SIGN_IN } from "./sign-in.ts";
import { TOKENS } from "./tokens.ts";
import { TRIGGER_ANSWERS, TRIGGER_EVENTS, TRIGGER_FAILURES } from "./trigger.ts";
import { TRIGGER_VERSIONS } from "./trigger-versions.ts";
import { USERS } from "./users.ts";

export const BEHAVIOURS: readonly Behaviour[] = [
  ...SIGN_IN,
  ...TOKENS,
  ...REFRESH_AND_REVOCATION,
  ...HOSTED,
  ...MACHINE,
  ...TRIGGER_EVENTS,
  ...TRIGGER_VERSIONS,
  ...TRIGGER_ANSWERS,
  ...TRIGGER_FAILURES,
  ...USERS,
  ...CONTROL_PLANE,
  ...DOCUMENTS,
  ...ABSENT,
];
