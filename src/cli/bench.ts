import { readdirSync } from 'node:fs';
import path from 'node:path';
import { buildApp } from './setup/build-app.ts';
import { findOrInstallChromium } from './setup/chromium.ts';
import { ROOT, tryTool } from './setup/step.ts';

/** `npm run bench [-- name…]`: the benchmarks of benchmarks/, one after the other, in one run. */
const known = readdirSync(path.join(ROOT, 'benchmarks'))
	.filter((name) => name.endsWith('.ts') && name !== 'support.ts')
	.map((name) => name.slice(0, -'.ts'.length));
/** What opens no page needs neither the built site nor a browser. */
const WITHOUT_SITE = new Set(['judge', 'lab', 'redis-differential', 'traces']);
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !known.includes(name));
if (unknown) {
	console.error(`There is no benchmark ${unknown}. Benchmarks: ${known.join(', ')}.`);
	process.exit(1);
}

const chosen = wanted.length > 0 ? wanted : known;
if (chosen.some((name) => !WITHOUT_SITE.has(name))) {
	await buildApp();
	process.env['CHROMIUM_PATH'] = findOrInstallChromium();
}
for (const name of chosen) {
	console.log(`\n── ${name}`);
	tryTool(`benchmarks/${name}.ts`, []);
}
