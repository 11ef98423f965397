// What does the Token Lab's server fail with? Recognised by `code`.

/** Why the server does not start. The message is for the person who started it. */
export class LabError extends Error {
  override readonly name = "LabError";
  readonly code: "USAGE" | "SETTINGS_INVALID" | "PORT_IN_USE";

  constructor(code: LabError["code"], message: string) {
    super(message);
    this.code = code;
  }
}
