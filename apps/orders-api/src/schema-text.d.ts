// What does importing the schema give? Its text: the bundle has it inside (`with { type: "text" }`).
declare module "*.graphql" {
  const text: string;
  export = text;
}
