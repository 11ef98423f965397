// Does `require` give what `import` gives? Prints how many exports each of the modules that it is called with has, by both.
async function main(specifiers) {
  const rows = specifiers.map(async (specifier) => {
    const required = Object.keys(require(specifier)).length;
    return [specifier, { required, imported: Object.keys(await import(specifier)).length }];
  });
  console.log(JSON.stringify(Object.fromEntries(await Promise.all(rows))));
}

main(process.argv.slice(2));
