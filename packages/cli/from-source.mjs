// Runs the command line from its TypeScript, without a build. Node starts it with --conditions=@claimsmith/source.
import { register } from "node:module";

register("./typescript-hook.mjs", import.meta.url);
await import("./src/main.ts");
