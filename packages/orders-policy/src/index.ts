// The example team's policies, environments and personas: the files a team edits.
export { contract, type OrdersPolicy } from "./contract.ts";
export { environments } from "./environments.ts";
export { legacyEmail } from "./legacy-email.ts";
export { personas } from "./personas.ts";
export { policy } from "./policy.ts";
