import type { FileTree } from '../domain/files.ts';
import type { Job } from '../domain/job.ts';
import type { SourceLocation, Stop } from '../domain/report.ts';
import { ok, refuse, type Result } from '../domain/result.ts';
import { withCheckGlobals } from './check-globals.ts';
import { compilerOptionsOf, type CompilerOptions } from './compiler-options.ts';
import { usesContexts } from './follow-await.ts';
import { jsonModule } from './json-module.ts';
import type { SourceMap } from './source-map.ts';
import { placeAt } from './source-map.ts';
import { sqlModule } from './sql-module.ts';
import { stripTypes } from './strip-types.ts';
import { scanSyntax } from './syntax-scan.ts';
import { transpile, UNAVAILABLE } from './transpile.ts';

/** A file as the machine runs it, and as its author wrote it. */
export interface CompiledFile {
	path: string;
	source: string;
	code: string;
	/** From places in the code to places in the source; null when they are the same. */
	map: SourceMap | null;
}

export interface CompileFault {
	message: string;
	location: SourceLocation | null;
}

export interface Compiled {
	files: ReadonlyMap<string, CompiledFile>;
	/** Files that do not compile, with what is said when the program needs one of them. */
	faults: ReadonlyMap<string, Stop>;
	/** Why no program can run; null when one can. */
	stop: Stop | null;
}

/**
 * All files of a job as JavaScript. A file that does not compile is a fault only when it is imported,
 * as everywhere else.
 */
export async function compile(
	job: Pick<Job, 'files' | 'harnessFiles' | 'entries'>,
	cache: CompileCache
): Promise<Compiled> {
	const tree: FileTree = { ...job.files, ...job.harnessFiles };
	const files = new Map<string, CompiledFile>();
	const faults = new Map<string, Stop>();
	const options = compilerOptionsOf(tree);
	if (!options.ok) return { files, faults, stop: stopOf(options.fault.location?.path ?? '', options.fault) };
	const compilerOptions = { ...options.value, followsAwait: usesContexts(tree) };
	for (const [path, source] of Object.entries(tree)) {
		if (!IS_MODULE.test(path) || IS_CONFIGURATION.test(path)) continue;
		const isForChecks = mayCheck(job, path);
		const key = JSON.stringify([compilerOptions, isForChecks, path, source]);
		const compiled =
			cache.get(key) ?? cache.keep(key, await compileFile(path, source, isForChecks, compilerOptions));
		if (compiled.ok) files.set(path, compiled.value);
		else faults.set(path, stopOf(path, compiled.fault));
	}
	return { files, faults, stop: null };
}

type Outcome = Result<CompiledFile, CompileFault>;

/** The files compiled last: checks come again with each submission, all files with each seed. */
export class CompileCache {
	readonly #outcomes = new Map<string, Outcome>();

	get(key: string): Outcome | undefined {
		const outcome = this.#outcomes.get(key);
		if (outcome) {
			this.#outcomes.delete(key);
			this.#outcomes.set(key, outcome);
		}
		return outcome;
	}

	keep(key: string, outcome: Outcome): Outcome {
		if (!outcome.ok && outcome.fault.message === UNAVAILABLE) return outcome;
		this.#outcomes.set(key, outcome);
		const [oldest] = this.#outcomes.keys();
		if (this.#outcomes.size > CACHED_FILES_MAX && oldest !== undefined) this.#outcomes.delete(oldest);
		return outcome;
	}
}

const CACHED_FILES_MAX = 100;

/** As modules.ts decides who may import the framework. */
function mayCheck({ harnessFiles, entries }: Pick<Job, 'harnessFiles' | 'entries'>, path: string): boolean {
	const isCode = !path.endsWith('.json') && !IS_DECLARATIONS.test(path);
	return (
		isCode && Object.hasOwn(harnessFiles, path) && (entries.includes(path) || path.startsWith('checks/'))
	);
}

/** Other files of a project, such as its README, are no part of the program. */
const IS_MODULE = /\.(?:[cm]?[jt]s|[jt]sx|json|sql)$/;
const IS_CONFIGURATION = /(?:^|\/)[jt]sconfig[^/]*\.json$/;
const IS_DECLARATIONS = /\.d\.[cm]?ts$/;

/** Sucrase where it can, TypeScript where it must; both give the same program. */
async function compileFile(
	path: string,
	source: string,
	isForChecks: boolean,
	options: CompilerOptions
): Promise<Outcome> {
	const compiled = await toJavaScript(path, source, options);
	return compiled.ok && isForChecks ? ok(withCheckGlobals(compiled.value)) : compiled;
}

async function toJavaScript(path: string, source: string, options: CompilerOptions): Promise<Outcome> {
	if (path.endsWith('.json')) return jsonModule(path, source);
	if (path.endsWith('.sql')) return ok(sqlModule(path, source));
	if (IS_DECLARATIONS.test(path)) return ok({ path, source, code: 'export {};', map: null });
	const { needsTypeScript, decoratorAt } = scanSyntax(source);
	if (decoratorAt !== null && options.emitDecoratorMetadata) {
		const message =
			'`emitDecoratorMetadata` does not work here: types are not there when the program runs. Leave it out of tsconfig.json.';
		return refuse({ message, location: { path, ...placeAt(source, decoratorAt) } });
	}
	const isPlain = !needsTypeScript && !(options.followsAwait && source.includes('await'));
	if (isPlain && !options.alwaysTypeScript && !path.endsWith('x')) {
		const stripped = stripTypes(path, source);
		if (stripped.ok) return stripped;
	}
	return transpile(path, source, options);
}

function stopOf(path: string, { message, location }: CompileFault): Stop {
	return {
		verdict: 'compile_error',
		message: `${path} does not compile: ${message}`,
		error: null,
		location
	};
}
