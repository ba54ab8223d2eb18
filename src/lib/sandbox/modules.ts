import type { Job } from '../domain/job.ts';
import type { Stop } from '../domain/report.ts';
import type { Compiled } from './compile.ts';
import { LIBRARIES, libraryOf } from './libraries.ts';

/** A module that is in the memory image, as the prelude lists it. */
export interface BuiltInModule {
	/** What may stand in an import; the first is the one that is shown, and the engine's own name for it. */
	names: readonly string[];
	/** Only files of checks may import it. */
	isForChecks: boolean;
}

export const PRELUDE = 'hotpath:prelude';
const CHECKS = 'checks/';
const REFUSED = 'refused:';

/**
 * A file that a node of the lab runs has a name of its own for each incarnation, `worker.ts?worker-1.2`,
 * and so has what it imports: each keeps its own variables.
 */
const COPY = '?';

/** The path of the file itself. */
export function fileOf(name: string): string {
	return name.split(COPY, 1)[0] ?? name;
}

function copyOf(name: string): string {
	return name.slice(fileOf(name).length);
}

/**
 * Which module an import means, and whether the importer may have it.
 *
 * Names are resolved in one place and QuickJS keeps modules by resolved name, so what is refused
 * here cannot be reached by another spelling: every unknown name gets the prefix `refused:`.
 */
export class Modules {
	readonly #builtIn: readonly BuiltInModule[];
	readonly #compiled: Compiled;
	readonly #entries: ReadonlySet<string>;
	readonly #harnessPaths: ReadonlySet<string>;
	/** The first import that failed: what was asked, and by which file. */
	failure: { message: string; importer: string; name: string } | null = null;
	/** The first file that was needed and does not compile. */
	fault: Stop | null = null;
	readonly #importers = new Map<string, { importer: string; name: string }>();

	constructor(
		builtIn: readonly BuiltInModule[],
		compiled: Compiled,
		job: Pick<Job, 'entries' | 'harnessFiles'>
	) {
		this.#builtIn = builtIn;
		this.#compiled = compiled;
		this.#entries = new Set(job.entries);
		this.#harnessPaths = new Set(Object.keys(job.harnessFiles));
	}

	/** A file that a scenario or a check named is not there, or does not compile: nothing that follows means anything. */
	get isBroken(): boolean {
		return this.fault !== null || this.failure?.importer === PRELUDE;
	}

	resolve(importer: string, name: string): string {
		const resolved = this.#resolve(importer, name);
		if (resolved.startsWith(REFUSED)) this.#importers.set(resolved, { importer, name });
		return resolved;
	}

	load(resolved: string): string {
		const { files, faults } = this.#compiled;
		const file = files.get(fileOf(resolved));
		if (file && !resolved.startsWith(REFUSED)) return file.code;
		const fault = faults.get(fileOf(resolved));
		if (fault) {
			this.fault ??= fault;
			throw new Error(fault.message);
		}
		const { importer, name } = this.#importers.get(resolved) ?? { importer: '', name: resolved };
		const message = this.#refusalOf(resolved, fileOf(name));
		this.failure ??= { message, importer, name: fileOf(name) };
		throw new Error(message);
	}

	#resolve(importer: string, name: string): string {
		if (importer === PRELUDE && this.#entries.has(name)) return name;
		const builtIn = this.#builtIn.find(({ names }) => names.includes(name));
		if (builtIn) {
			const isRefused = builtIn.isForChecks && !this.#mayCheck(importer);
			return isRefused ? `${REFUSED}for-checks/${name}` : (builtIn.names[0] ?? name);
		}
		const isCopy = importer === PRELUDE && name.includes(COPY);
		if (!isCopy && !/^\.\.?(?:\/|$)/.test(name)) return `${REFUSED}package/${name}`;

		const path = isCopy ? fileOf(name) : joined(fileOf(importer), name);
		const copy = copyOf(isCopy ? name : importer);
		const { files, faults } = this.#compiled;
		const found = candidatesFor(path).find((candidate) => files.has(candidate) || faults.has(candidate));
		if (!found) return `${REFUSED}file/${name}`;
		if (this.#isOfChecks(found) && !this.#isOfChecks(importer)) return `${REFUSED}checks/${name}`;
		return found + copy;
	}

	/** A program may check itself: what was started as an entry may register checks. */
	#mayCheck(importer: string): boolean {
		return this.#entries.has(importer) || this.#isOfChecks(importer);
	}

	/** Ours, and either a file of checks or beside them. A learner's file is not ours by standing in our folder. */
	#isOfChecks(path: string): boolean {
		return this.#harnessPaths.has(path) && (path.startsWith(CHECKS) || this.#entries.has(path));
	}

	#refusalOf(resolved: string, name: string): string {
		if (resolved.startsWith(`${REFUSED}for-checks/`))
			return `'${name}' can be imported only by the file of checks itself.`;
		if (resolved.startsWith(`${REFUSED}checks/`))
			return `'${name}' belongs to the checks and cannot be imported.`;
		if (resolved.startsWith(`${REFUSED}file/`)) return `There is no file '${name}' beside this one.`;
		const library = libraryOf(name);
		const names = this.#builtIn.flatMap(({ names: [shownName = ''] }) => shownName);
		if (library) return refusalOfLibrary(library, name, names);
		const isShown = (shownName: string) => !shownName.startsWith('hotpath:') && !libraryOf(shownName);
		const shown = [...names.filter(isShown), ...LIBRARIES].join(', ');
		return `There is no module '${name}' here. There are ${shown}, and your own files as './name.ts'.`;
	}
}

/** A part that a library does not have here; or a name that was put together while running. */
function refusalOfLibrary(library: string, name: string, names: readonly string[]): string {
	const parts = names.filter((part) => libraryOf(part) === library);
	return parts.length > 0
		? `There is no module '${name}' here. Of ${library} there are ${parts.join(', ')}.`
		: `'${name}' is a library: name it in an import as it is, '${name}', so that it is loaded before the run.`;
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

function joined(importer: string, name: string): string {
	const parts = importer.split('/').slice(0, -1);
	for (const part of name.split('/')) {
		if (part === '..') parts.pop();
		else if (part !== '.' && part !== '') parts.push(part);
	}
	return parts.join('/');
}
