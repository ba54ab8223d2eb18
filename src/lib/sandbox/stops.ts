import type { Job } from '../domain/job.ts';
import { CHECKS } from '../domain/limits.ts';
import type { SourceLocation, Stop } from '../domain/report.ts';
import type { Compiled } from './compile.ts';
import type { Modules } from './modules.ts';
import type { Positions } from './positions.ts';
import type { EngineError } from './vm.ts';

/** Why a run did not come to its end. */
export type StopReason =
	| 'steps'
	| 'jobs'
	| 'timers'
	| 'output'
	| 'checks'
	| 'memory'
	| 'stack'
	| 'uncaught'
	| 'unhandled'
	| 'waiting'
	| 'engine';

interface Surroundings {
	positions: Positions;
	modules: Modules;
	compiled: Compiled;
	job: Job;
}

/** Says what happened, where, and what to look at, in words a learner can act on. */
export function stopOf(
	reason: StopReason,
	error: (EngineError & { name?: string }) | null,
	surroundings: Surroundings
): Stop {
	const { positions, job } = surroundings;
	const location = error ? positions.locationOf(error.stack) : null;
	const where = location ? ` It was last seen at ${location.path}, line ${location.line}.` : '';
	const { limits } = job;
	switch (reason) {
		case 'steps':
			return limit(
				'time_limit_exceeded',
				`The program used up its ${millions(limits.stepsMax)} steps.${where} Look for a loop that does not end, or work that grows too fast.`,
				location
			);
		case 'jobs':
			return limit(
				'time_limit_exceeded',
				`More than ${limits.jobsMax} promise callbacks ran. Look for an await that starts itself again for ever.`,
				location
			);
		case 'timers':
			return limit(
				'time_limit_exceeded',
				`More than ${limits.timersMax} timers fired. Look for an interval that is never cleared.`,
				location
			);
		case 'output':
			return limit(
				'output_limit_exceeded',
				`The program printed more than ${limits.outputEntriesMax} lines or ${limits.outputBytesMax / 1024} KB.${where} What came before is shown.`,
				location
			);
		case 'checks':
			return limit(
				'output_limit_exceeded',
				`There are more than ${CHECKS.checksMaxCount} checks. Look for a table of cases that can be shortened.`,
				null
			);
		case 'memory':
			return limit('memory_limit_exceeded', `The program used up its memory.${where}`, location);
		case 'stack':
			return limit(
				'runtime_error',
				`Functions called each other too deeply.${where} Look for a recursion without an end.`,
				location
			);
		case 'waiting':
			return limit(
				'runtime_error',
				'The program waits for something that never happens: a promise at its top level is never settled.',
				null
			);
		case 'engine':
			return limit('internal_error', 'The machine failed. That is our fault, not yours.', null);
		case 'uncaught':
			return uncaught(error, location, surroundings);
		case 'unhandled': {
			const stop = uncaught(error, location, surroundings);
			return { ...stop, message: `${stop.message}. It rejected a promise that nobody awaits or catches.` };
		}
	}
}

function limit(verdict: Stop['verdict'], message: string, location: SourceLocation | null): Stop {
	return { verdict, message, error: null, location };
}

function uncaught(
	error: (EngineError & { name?: string }) | null,
	location: SourceLocation | null,
	{ positions, modules, compiled }: Surroundings
): Stop {
	if (modules.fault) return modules.fault;
	if (modules.failure) return moduleStop(modules.failure, compiled);
	if (!error) return limit('runtime_error', 'The program ended with an error.', location);

	const [, thrownName, rest] = /^([A-Za-z]*Error): ([\s\S]*)$/.exec(error.message) ?? [];
	const name = error.name ?? thrownName ?? 'Error';
	const message = error.name === undefined ? (rest ?? error.message) : error.message;
	const info = { name, message, frames: positions.framesOf(error.stack) };
	const where = location ? ` at ${location.path}, line ${location.line}` : '';
	if (isOutOfMemory(name, message)) {
		return {
			verdict: 'memory_limit_exceeded',
			message: `The program used up its memory${where}.`,
			error: info,
			location
		};
	}
	if (isTooDeep(message)) {
		return {
			verdict: 'runtime_error',
			message: `Functions called each other too deeply${where}. Look for a recursion without an end.`,
			error: info,
			location
		};
	}
	const [, missing, asked] = MISSING_EXPORT.exec(message) ?? [];
	if (name === 'SyntaxError' && missing !== undefined && asked !== undefined)
		return missingExportStop(missing, asked, compiled);
	if (name === 'SyntaxError' && isFromCompiling(error.stack)) {
		return {
			verdict: 'compile_error',
			message: `The program does not compile${where}: ${message}.`,
			error: info,
			location
		};
	}
	const shown = COMMON_JS.exec(message)
		? `${message}. ${MODULES_ARE_IMPORTED}`
		: OF_WEB_PAGES.exec(message)
			? `${message}. It belongs to web pages; this machine runs server code.`
			: message;
	return { verdict: 'runtime_error', message: `${name}${where}: ${shown}`, error: info, location };
}

/** What a program written for CommonJS asks for first. */
const COMMON_JS = /^'(?:require|module|exports|__dirname|__filename)' is not defined$/;
const MODULES_ARE_IMPORTED =
	"Files here are modules: write `import { name } from './file.ts'` and `export` what others need.";

/** What only a browser has. */
const OF_WEB_PAGES =
	/^'(?:window|document|navigator|localStorage|sessionStorage|indexedDB|XMLHttpRequest|WebSocket|location|alert)' is not defined$/;

export function isOutOfMemory(name: string, message: string): boolean {
	return name === 'InternalError' && message.includes('out of memory');
}

export function isTooDeep(message: string): boolean {
	return /stack overflow|Maximum call stack/i.test(message);
}

/** An error of the parser has the place of the mistake as its first frame, with no function around it. */
function isFromCompiling(stack: string): boolean {
	return /^\s*at [^\s()]+:\d+(?::\d+)?\s*(?:\n|$)/.test(stack);
}

const MISSING_EXPORT = /^Could not find export '(.+)' in module '(.+)'$/;

/** The engine knows no place; the learner wrote one of these. */
function missingExportStop(missing: string, asked: string, compiled: Compiled): Stop {
	const isType = typesIn(compiled.files.get(asked)?.source ?? '').has(missing);
	const message = isType
		? `'${asked}' exports '${missing}' as a type only: write \`export type { ${missing} }\` to pass it on.`
		: `'${asked}' has no export '${missing}'.`;
	for (const { path, source } of compiled.files.values()) {
		for (const { index, 0: statement } of source.matchAll(
			/^[ \t]*(?:import|export)\b[^;'"]*?from\s*['"][^'"]+['"]/gm
		)) {
			const at = statement.split(/[^\w$]/).includes(missing) ? statement.indexOf(missing) : -1;
			if (at < 0 || path === asked) continue;
			const before = source.slice(0, index + at).split('\n');
			const location = { path, line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
			return { verdict: 'compile_error', message, error: null, location };
		}
	}
	return limit('compile_error', message, null);
}

function typesIn(source: string): Set<string> {
	return new Set([...source.matchAll(/\b(?:interface|type)\s+([\w$]+)/g)].map(([, name = '']) => name));
}

/** An import that could not be followed: the place is where the importer names it. */
function moduleStop(failure: NonNullable<Modules['failure']>, compiled: Compiled): Stop {
	const source = compiled.files.get(failure.importer)?.source ?? '';
	const index = source.split('\n').findIndex((line) => line.includes(failure.name));
	const column = (source.split('\n')[index]?.indexOf(failure.name) ?? 0) + 1;
	const location = index < 0 ? null : { path: failure.importer, line: index + 1, column };
	return { verdict: 'compile_error', message: failure.message, error: null, location };
}

function millions(steps: number): string {
	return steps >= 1_000_000 ? `${Math.round(steps / 1_000_000)} million` : String(steps);
}
