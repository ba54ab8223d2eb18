import { readFileSync } from 'node:fs';
import path from 'node:path';
import { transform } from 'sucrase';
import type { FileTree } from '../../src/lib/domain/files.ts';
import { GENERATED } from '../../src/lib/sandbox/build/build-machine.ts';

/**
 * The check framework of our machine, prelude and all, made to run in V8, so that rivals differ in
 * the engine alone. V8 takes no source of modules in a snapshot, so files become CommonJS.
 */
export interface V8Harness {
	/**
	 * Loads the framework; ends with it ready to run. V8 adds disposal to iterators after it restored a
	 * snapshot, and aborts the process when they have it already.
	 */
	prelude: string;
	/** Evaluated for each run, after `prelude`: hands over the files and begins. */
	program: (files: FileTree, entry: string) => string;
}

export const TICK = `__go('{"operation":"tick"}')`;

/** @param isLocked whether built-ins are locked, as they must be where checks share a realm with foreign code. */
export function v8Harness(isLocked: boolean): V8Harness {
	const text = readFileSync(path.join(GENERATED, 'prelude.txt'), 'utf8');
	const prelude = `
		globalThis.__host = (request) => __answer(request);
		${text.replace('import(', '__load(')}
		globalThis.__go = __dispatch;
		globalThis.__builtIn = Object.fromEntries(__modules.flatMap(({ names, exports, defaultExport }) =>
			names.map((name) => [name, { __esModule: true, default: defaultExport ?? exports, ...exports }])));
		for (const items of [[].values(), (async function* () {})()]) {
			for (let owner = items; owner !== Object.prototype; owner = Object.getPrototypeOf(owner)) {
				delete owner[Symbol.dispose];
				delete owner[Symbol.asyncDispose];
			}
		}
		${isLocked ? '__seal();' : ''}`;
	return { prelude, program: programOf };
}

function programOf(files: FileTree, entry: string): string {
	const modules = Object.entries(files).map(([name, source]) => {
		const code = name === entry ? compiledChecks(source) : compiled(source);
		return `${JSON.stringify(name)}: (require, exports, module) => {${code}\n}`;
	});
	return `{
		const modules = { ${modules.join(',\n')} };
		const loaded = new Map();
		const load = (name) => {
			if (__builtIn[name]) return __builtIn[name];
			const file = name.replace('./', '');
			if (loaded.has(file)) return loaded.get(file);
			const module = { exports: {} };
			loaded.set(file, module.exports);
			modules[file](load, module.exports, module);
			return module.exports;
		};
		globalThis.__load = async (name) => load(name);
		__go(${JSON.stringify(JSON.stringify({ operation: 'begin', entries: [entry], seed: 1 }))});
	}`;
}

function compiled(source: string): string {
	return transform(source, {
		transforms: ['typescript', 'imports'],
		disableESTransforms: true,
		preserveDynamicImport: true
	}).code;
}

/** Checks come again with each submission; the files of a submission do not. */
const checksBySource = new Map<string, string>();

function compiledChecks(source: string): string {
	const code = checksBySource.get(source) ?? compiled(source);
	checksBySource.set(source, code);
	return code;
}

/** What a run says of its checks. */
export class CheckCount {
	accepted = 0;
	failed: string[] = [];

	/** Answers the framework's one question to its host. */
	readonly answer = (request: string): string => {
		if (!request.startsWith('check|')) return '';
		const { outcome, title }: { outcome: string; title: string } = JSON.parse(request.slice('check|'.length));
		if (outcome === 'accepted') this.accepted += 1;
		else this.failed.push(title);
		return '';
	};
}
