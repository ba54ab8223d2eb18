import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './setup/step.ts';

/** `npm run exercise:new -- <slug>`: a new exercise that already verifies, to be changed step by step. */
const [slug] = process.argv.slice(2);
if (slug === undefined || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) {
	console.error('Usage: npm run exercise:new -- <slug>, in lower-case words joined by hyphens: rate-limiter');
	process.exit(1);
}

const folder = path.join('exercises', slug);
if (existsSync(path.join(ROOT, folder))) {
	console.error(`${folder} exists already. Choose another name, or change what is there.`);
	process.exit(1);
}
cpSync(path.join(ROOT, 'exercises', '_template'), path.join(ROOT, folder), { recursive: true });
console.log(`${folder} is there. Change it, then run: npm run verify -- ${slug}`);
