import path from 'node:path';
import { readExerciseFolder } from '../lib/server/publishing/1-read.ts';
import { exerciseSlugsIn } from '../lib/server/publishing/4-publish.ts';
import { verifyExercise } from '../lib/server/publishing/3-verify.ts';
import { faultLine, type SourceFault } from '../lib/server/publishing/source-fault.ts';
import { createSandboxPool } from '../lib/server/sandbox-pool/sandbox-pool.ts';
import { buildMachine, GENERATED } from '../lib/sandbox/build/build-machine.ts';
import { ROOT } from './setup/step.ts';

/** `npm run verify [-- slug…]`: proves the named exercises, or all of them, by their own samples. */
const folder = path.join(ROOT, 'exercises');
const known = await exerciseSlugsIn(folder);
const wanted = process.argv.slice(2);
const unknown = wanted.find((slug) => !known.includes(slug));
if (unknown) {
	console.error(`There is no exercise ${unknown}. Exercises: ${known.join(', ')}.`);
	process.exit(1);
}

await buildMachine(null);
const pool = createSandboxPool({ machineFolder: GENERATED, size: 2 });
const startedAt = performance.now();
let refusedCount = 0;
for (const slug of wanted.length > 0 ? wanted : known) {
	const began = performance.now();
	const faults = await faultsOf(slug);
	if (faults.length > 0) refusedCount += 1;
	console.log(`${faults.length === 0 ? '✓' : '✗'} ${slug} (${Math.round(performance.now() - began)} ms)`);
	for (const fault of faults) console.log(`  ${faultLine(path.join('exercises', slug), fault)}`);
}
await pool.close();
const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
console.log(refusedCount === 0 ? `All verified in ${seconds} s.` : `${refusedCount} refused, in ${seconds} s.`);
process.exit(refusedCount === 0 ? 0 : 1);

async function faultsOf(slug: string): Promise<SourceFault[]> {
	const source = await readExerciseFolder(path.join(folder, slug));
	if (!source.ok) return source.fault;
	const verified = await verifyExercise(source.value, (job) => pool.run(job));
	return verified.ok ? [] : verified.fault;
}
