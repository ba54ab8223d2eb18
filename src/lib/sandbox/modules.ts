import type { Job } from '../domain/job.ts';
import type { CompiledFile } from './compile.ts';

/** Modules of the machine by the names a program may use. Their code is in the memory image. */
const BUILT_IN: Record<string, string> = {
	vitest: 'hotpath:module/vitest',
	'@jest/globals': 'hotpath:module/vitest',
	'node:crypto': 'hotpath:module/node-crypto',
	crypto: 'hotpath:module/node-crypto',
	'node:buffer': 'hotpath:module/node-buffer',
	buffer: 'hotpath:module/node-buffer',
	'node:assert': 'hotpath:module/node-assert',
	assert: 'hotpath:module/node-assert',
	'node:assert/strict': 'hotpath:module/node-assert',
	'node:timers/promises': 'hotpath:module/node-timers-promises',
	hotpath: 'hotpath:module/hotpath'
};

const SHOWN = ['node:crypto', 'node:buffer', 'node:assert', 'node:timers/promises', 'vitest', 'hotpath'];

export const PRELUDE = 'hotpath:prelude';
const CHECKS = 'checks/';
const REFUSED = 'refused:';

/**
 * Which module an import means, and whether the importer may have it.
 *
 * Names are resolved in one place and QuickJS keeps modules by resolved name, so what is refused
 * here cannot be reached by another spelling: every unknown name gets the prefix `refused:`.
 */
export class Modules {
	readonly #files: ReadonlyMap<string, CompiledFile>;
	readonly #entries: ReadonlySet<string>;
	readonly #harnessPaths: ReadonlySet<string>;
	/** The first import that failed: what was asked, and by which file. */
	failure: { message: string; importer: string; name: string } | null = null;
	readonly #importers = new Map<string, { importer: string; name: string }>();

	constructor(files: ReadonlyMap<string, CompiledFile>, job: Pick<Job, 'entries' | 'harnessFiles'>) {
		this.#files = files;
		this.#entries = new Set(job.entries);
		this.#harnessPaths = new Set(Object.keys(job.harnessFiles));
	}

	resolve(importer: string, name: string): string {
		const resolved = this.#resolve(importer, name);
		if (resolved.startsWith(REFUSED)) this.#importers.set(resolved, { importer, name });
		return resolved;
	}

	load(resolved: string): string {
		const file = this.#files.get(resolved);
		if (file && !resolved.startsWith(REFUSED)) return file.code;
		const { importer, name } = this.#importers.get(resolved) ?? { importer: '', name: resolved };
		const message = refusalOf(resolved, name);
		this.failure ??= { message, importer, name };
		throw new Error(message);
	}

	#resolve(importer: string, name: string): string {
		if (importer === PRELUDE && this.#entries.has(name)) return name;
		const builtIn = Object.hasOwn(BUILT_IN, name) ? BUILT_IN[name] : undefined;
		if (builtIn) {
			const isRefused = builtIn === BUILT_IN['vitest'] && !this.#mayCheck(importer);
			return isRefused ? `${REFUSED}vitest` : builtIn;
		}
		if (!/^\.\.?(?:\/|$)/.test(name)) return `${REFUSED}package/${name}`;

		const path = joined(importer, name);
		const found = candidatesFor(path).find((candidate) => this.#files.has(candidate));
		if (!found) return `${REFUSED}file/${name}`;
		return found.startsWith(CHECKS) && !this.#isOfChecks(importer) ? `${REFUSED}checks/${name}` : found;
	}

	/** Only what was started as an entry, or stands with the checks, may register checks. */
	#mayCheck(importer: string): boolean {
		return this.#entries.has(importer) || this.#isOfChecks(importer);
	}

	/** A learner's file is not ours by standing in our folder. */
	#isOfChecks(importer: string): boolean {
		return importer.startsWith(CHECKS) && this.#harnessPaths.has(importer);
	}
}

/** A file may be imported with its ending, with the ending it will have as JavaScript, or without. */
function candidatesFor(path: string): string[] {
	const sources = path.replace(/\.([cm]?)js$/, '.$1ts');
	const folder = path === '' ? 'index' : `${path}/index`;
	return [
		path,
		sources,
		...ENDINGS.map((ending) => path + ending),
		...ENDINGS.map((ending) => folder + ending)
	];
}

const ENDINGS = ['.ts', '.tsx', '.js', '.json'];

function refusalOf(resolved: string, name: string): string {
	if (resolved === `${REFUSED}vitest`) return `'${name}' can be imported only by the file of checks itself.`;
	if (resolved.startsWith(`${REFUSED}checks/`))
		return `'${name}' belongs to the checks and cannot be imported.`;
	if (resolved.startsWith(`${REFUSED}file/`)) return `There is no file '${name}' beside this one.`;
	return `There is no module '${name}' here. There are ${SHOWN.join(', ')}, and your own files as './name.ts'.`;
}

/** A module by the name a program uses for it. */
export function shownName(resolved: string): string {
	return Object.entries(BUILT_IN).find(([, target]) => target === resolved)?.[0] ?? resolved;
}

function joined(importer: string, name: string): string {
	const parts = importer.split('/').slice(0, -1);
	for (const part of name.split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '.' && part !== '') parts.push(part);
	}
	return parts.join('/');
}
