// node run.mjs FILE.FUNCTION ARGUMENTS_AS_JSON: runs a function of scripts/FILE.mjs and prints what it returns as one line of JSON.
import { createInterface } from 'node:readline';

const [name, json] = process.argv.slice(2);
const [file, called] = name.split('.');
const lines = createInterface({ input: process.stdin });
// The pipe ends when the parent does, killed or not.
lines.on('close', () => process.exit(3));

const { [called]: scenario } = await import(`./scripts/${file}.mjs`);
const result = await scenario(JSON.parse(json), lines);
process.stdout.write(`${JSON.stringify(result ?? null)}\n`, () => process.exit(0));
