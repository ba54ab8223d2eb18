import { parseArgs } from 'node:util';
import { buildMachine } from '../lib/sandbox/build/build-machine.ts';

/** `node src/cli/build-machine.ts [--out <folder>]` */
const { values } = parseArgs({ options: { out: { type: 'string' } } });
if ((await buildMachine(values.out ?? null)) === 'built') console.log('Built the machine.');
