import './platform.ts';
import { describeError } from './check-report.ts';
import { brokenOff, hasChecks, runChecks } from './check-run.ts';
import { collectFrom } from './check-tree.ts';
import { clock, elapsedMs } from './clock.ts';
import { printRest } from './console.ts';
import { fireNextOfAll } from './deadlines.ts';
import { defineGlobal, parseJson, toJson } from './host.ts';
import { isObject, lockdown } from './lockdown.ts';
import { MODULES } from './modules/all.ts';
import { seedRandom } from './random.ts';
import { runTicks } from './ticks.ts';

/**
 * What is in the machine before foreign code: the platform, the modules, the check framework.
 *
 * The host speaks to it by one function, string in and string out, that it keeps and no global
 * names. Everything foreign code could use to reach the harness is gone or locked when `__seal` ends.
 */
/** While these stand on the global, each module takes its exports from there; `__seal` removes them. */
defineGlobal('__modules', MODULES);
defineGlobal(
	'__moduleSources',
	MODULES.map(({ names, exports, isForChecks = false }, index) => {
		const list = Object.keys(exports)
			.filter((name) => name !== 'default')
			.join(', ');
		return {
			names,
			isForChecks,
			source: `const { ${list} } = __modules[${index}].exports;
			export { ${list} };
			export default __modules[${index}].defaultExport ?? __modules[${index}].exports;`
		};
	})
);

let state: 'loading' | 'checking' | 'done' | 'failed' = 'loading';
let failure: unknown = null;

async function begin(entries: readonly string[]): Promise<void> {
	try {
		for (const entry of entries) {
			await collectFrom(entry, () => import(/* @vite-ignore */ entry));
		}
		state = 'checking';
		if (hasChecks()) await runChecks();
		state = 'done';
	} catch (error) {
		failure = error;
		state = 'failed';
	}
}

function dispatch(message: string): string {
	const { operation, entries, seed } = parseJson(message);
	switch (operation) {
		case 'begin':
			seedRandom(seed);
			void begin(entries);
			return '';
		case 'tick':
			if (state !== 'failed' && runTicks()) return 'fired';
			return state !== 'done' && state !== 'failed' ? tick() : tickAfterwards();
		case 'state':
			printRest();
			return toJson({
				state: state === 'loading' || state === 'checking' ? 'waiting' : state,
				error: state === 'failed' ? describeError(failure) : brokenOff.by,
				virtualMs: elapsedMs()
			});
		default:
			return '';
	}
}

function tick(): string {
	return fireNextOfAll() ? 'fired' : 'idle';
}

/** A program's timers go on after its last line; those of checks do not. */
function tickAfterwards(): string {
	return state === 'done' && !hasChecks() && !clock.isFrozen ? tick() : 'idle';
}

defineGlobal('__dispatch', dispatch);
defineGlobal('__seal', () => {
	for (const name of ['__dispatch', '__seal', '__modules', '__moduleSources'])
		Reflect.deleteProperty(globalThis, name);
	lockdown(
		MODULES.filter(({ isOpen = false }) => !isOpen).flatMap(({ exports, defaultExport }) => [
			exports,
			...(isObject(defaultExport) ? [defaultExport] : [])
		]),
		MODULES.flatMap(({ openClasses = [] }) => openClasses.map(({ prototype }) => prototype))
	);
});
