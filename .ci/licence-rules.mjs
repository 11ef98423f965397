// Which licences may a dependency have? All of these let us use it, unchanged, in software under the Apache License 2.0.

/** SPDX identifiers, and why each is fine. Of `A OR B` one must be here, of `A AND B` both. (SPDX Specification 2.3, annex D) */
export const ALLOWED = {
  "0BSD": "permissive, and asks for nothing",
  "Apache-2.0": "permissive, and ours",
  "BlueOak-1.0.0": "permissive",
  "BSD-2-Clause": "permissive",
  "BSD-3-Clause": "permissive",
  "CC0-1.0": "public domain; of data",
  ISC: "permissive",
  MIT: "permissive",
  "MIT-0": "permissive, and asks for nothing",
  "MPL-2.0":
    "its source must stay open file by file, and we change none of its files (cdktf, its fork and its provider, among others)",
  "Python-2.0": "permissive",
  Unlicense: "public domain",
  Zlib: "permissive",
};

/** What package.json does not say in an SPDX identifier, and where it is written instead. */
export const DECLARED = {
  "spawndamnit@3.0.1": {
    licence: "MIT",
    source: "the text of its file LICENSE, which package.json refers to",
  },
};
