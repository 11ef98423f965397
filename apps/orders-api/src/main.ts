// The plain server as a program: its environment says everything, SIGTERM and SIGINT stop it.
import { runServer } from "./run-server.ts";

const { PORT = "3000", HOST, ALLOWED_ORIGINS = "" } = process.env;

await runServer({
  environment: process.env,
  port: Number(PORT),
  ...(HOST !== undefined && { host: HOST }),
  allowedOrigins: ALLOWED_ORIGINS.split(",").filter((origin) => origin !== ""),
});
