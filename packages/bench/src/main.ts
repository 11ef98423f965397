import { measureVerification } from "./verify/measure.ts";
console.log(await measureVerification(15));
