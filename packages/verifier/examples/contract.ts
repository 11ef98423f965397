// Stands for the contract of a team's policy, which its package exports.
export { contract, type SamplePolicy as OrdersPolicy } from "../test/sample-policy.ts";
