// Makes src/lib/api/schema.ts from the description of the API (docs/openapi.json, which `plancover openapi` prints).
// With --check nothing is written: it fails where the file is not what the description says.
import { readFile, writeFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';

const description = new URL('../../docs/openapi.json', import.meta.url);
const file = new URL('../src/lib/api/schema.ts', import.meta.url);
const header = '// Made by `npm run types` from docs/openapi.json; never edited by hand.\n\n';

const made = header + astToString(await openapiTS(description, { arrayLength: true, alphabetize: true }));
if (!process.argv.includes('--check')) {
  await writeFile(file, made);
} else if (made !== (await readFile(file, 'utf8').catch(() => ''))) {
  console.error('web/src/lib/api/schema.ts is not what docs/openapi.json says; hint: npm --prefix web run types');
  process.exitCode = 1;
}
