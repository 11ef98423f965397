// What does importing a file as text give, in tests? Vite's own JSON import loses a "__proto__" member, so vectors are parsed by JSON.parse.
declare module "*.json?raw" {
  const text: string;
  export = text;
}
declare module "*.md?raw" {
  const text: string;
  export = text;
}
declare module "*.ts?raw" {
  const text: string;
  export = text;
}
