import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What the type worker compiles against, as one file that it reads when it starts: the lab's
 * declarations, and of TypeScript's own those of the language and what the lab's refer to.
 */
export function declarationsJson(labTypes: string, defaultLibrary: string): string {
	const names = readdirSync(labTypes).filter((name) => name.endsWith('.d.ts'));
	const lab = names
		.toSorted()
		.map((name) => [name, readFileSync(path.join(labTypes, name), 'utf8')] as const);

	const folder = path.dirname(fileURLToPath(import.meta.resolve('typescript')));
	const libraries: Record<string, string> = {};
	const waiting = [defaultLibrary, ...lab.flatMap(([, text]) => librariesOf(text))];
	for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
		if (Object.hasOwn(libraries, name)) continue;
		const text = readFileSync(path.join(folder, name), 'utf8');
		libraries[name] = text;
		waiting.push(...librariesOf(text));
	}
	return JSON.stringify({ libraries, lab: Object.fromEntries(lab) });
}

function librariesOf(text: string): string[] {
	return [...text.matchAll(/^\/\/\/ <reference lib="([\w.]+)"/gm)].map(([, name]) => `lib.${name}.d.ts`);
}
