import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What the type worker compiles against, as one file that it reads when it starts: of TypeScript's
 * own declarations those of the language, which are a tenth of all, and those of the lab.
 */
export function declarationsJson(labTypes: string, defaultLibrary: string): string {
	const folder = path.dirname(fileURLToPath(import.meta.resolve('typescript')));
	const libraries: Record<string, string> = {};
	const waiting = [defaultLibrary];
	for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
		if (Object.hasOwn(libraries, name)) continue;
		const text = readFileSync(path.join(folder, name), 'utf8');
		libraries[name] = text;
		for (const [, lib] of text.matchAll(/^\/\/\/ <reference lib="([\w.]+)"/gm))
			waiting.push(`lib.${lib}.d.ts`);
	}
	const lab = readdirSync(labTypes)
		.filter((name) => name.endsWith('.d.ts'))
		.toSorted()
		.map((name) => [name, readFileSync(path.join(labTypes, name), 'utf8')] as const);
	return JSON.stringify({ libraries, lab: Object.fromEntries(lab) });
}
