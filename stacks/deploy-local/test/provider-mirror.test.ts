import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AWS_PROVIDER, findMirror, mirrorConfiguration } from "../src/provider-mirror.ts";

const { version } = AWS_PROVIDER;
const PROVIDER = "registry.terraform.io/hashicorp/aws";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "mirror-test-"));
});
afterEach(() => rmSync(root, { recursive: true }));

describe("the mirror of the AWS provider", () => {
  it.each([
    ["at a root", `${PROVIDER}/${version}/linux_amd64`, ""],
    ["three levels below a root", `a/b/c/${PROVIDER}/${version}`, "a/b/c"],
    ["of OpenTofu's registry", `tofu/registry.opentofu.org/hashicorp/aws/${version}`, "tofu"],
  ])("is found %s", (_, path, mirror) => {
    mkdirSync(join(root, path), { recursive: true });
    expect(findMirror([join(root, "missing"), root])).toBe(join(root, mirror));
  });

  it("is found with packed providers", () => {
    mkdirSync(join(root, PROVIDER), { recursive: true });
    writeFileSync(join(root, PROVIDER, `terraform-provider-aws_${version}_linux_amd64.zip`), "");
    expect(findMirror([root])).toBe(root);
  });

  it.each([
    ["has another version", `${PROVIDER}/5.99.0`],
    ["has another provider", `registry.terraform.io/hashicorp/google/${version}`],
    ["is deeper than three levels", `a/b/c/d/${PROVIDER}/${version}`],
    ["is what a program of Node.js brought along", `node_modules/${PROVIDER}/${version}`],
  ])("is not a folder that %s", (_, path) => {
    mkdirSync(join(root, path), { recursive: true });
    expect(findMirror([root])).toBeUndefined();
  });

  it("is not looked for behind links, which may lead in circles", () => {
    mkdirSync(join(root, "real"), { recursive: true });
    symlinkSync(root, join(root, "real/again"));
    expect(findMirror([root])).toBeUndefined();
  });

  it("is the only place that its configuration names, quoted", () => {
    expect(mirrorConfiguration('/a "b"')).toContain('path = "/a \\"b\\""');
    expect(mirrorConfiguration("/a")).not.toContain("direct");
  });
});
