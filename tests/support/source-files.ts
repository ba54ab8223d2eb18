import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Our own sources below `src`, as paths from the root with `/`. */
export function sourceFiles(folder = 'src'): string[] {
	return readdirSync(path.join(ROOT, folder), { recursive: true, withFileTypes: true })
		.filter(
			(entry) => entry.isFile() && /\.(ts|svelte|mjs)$/.test(entry.name) && !entry.name.endsWith('.d.ts')
		)
		.map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
		.filter((file) => !file.includes('/generated/'))
		.toSorted();
}

export function textOf(file: string): string {
	return readFileSync(path.join(ROOT, file), 'utf8');
}

const IMPORT =
	/(?:^|\n)\s*(?:import|export)\s[^;'"]*?from\s*['"]([^'"]+)['"]|(?:^|\n)\s*import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/g;

/** What a file imports: the name as written, and the file of ours it means (null for a package). */
export function importsOf(file: string): { name: string; target: string | null }[] {
	return [...textOf(file).matchAll(IMPORT)].map((match) => {
		const name = (match[1] ?? match[2] ?? match[3] ?? '').replace(/\?.*$/, '');
		if (name.startsWith('#lib/')) return { name, target: `src/lib/${name.slice('#lib/'.length)}` };
		if (name.startsWith('.')) return { name, target: path.posix.join(path.posix.dirname(file), name) };
		return { name, target: null };
	});
}

/** `domain`, `server`, … for src/lib; else the folder under src; a file right under src has none. */
export function layerOf(file: string): string {
	const [first, second, third] = file.split('/');
	if (first !== 'src') return first ?? '';
	if (second === 'lib') return third ?? '';
	return file.split('/').length > 2 ? (second ?? '') : 'root';
}
