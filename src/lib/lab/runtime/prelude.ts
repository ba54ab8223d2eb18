import './platform.ts';
import { assertionFailed, describeError } from './check-report.ts';
import { brokenOff, hasChecks, runChecks } from './check-run.ts';
import { collectFrom } from './check-tree.ts';
import { configureLab, mainProcessOrNull, runningSimulation, tracedRuns } from '../kernel/current.ts';
import { clock, elapsedMs, surroundings } from './clock.ts';
import { printRest } from './console.ts';
import { fireNextOfAll } from './deadlines.ts';
import { append, defineGlobal, parseJson, toJson } from './host.ts';
import { isObject, lockdown } from './lockdown.ts';
import { MODULES } from './modules/all.ts';
import type { LabModule } from './modules/lab-module.ts';
import { seedRandom } from './random.ts';
import { SHARED } from './shared.ts';
import { runTicks } from './ticks.ts';
import { turn } from './turn.ts';

/**
 * What is in the machine before foreign code: the platform, the modules, the check framework.
 *
 * The host speaks to it by one function, string in and string out, that it keeps and no global
 * names. Everything foreign code could use to reach the harness is gone or locked when `__seal` ends.
 */
/** Classes of libraries that are exported by no name. Those that are made during a run are the run's own. */
const hiddenClasses: { prototype: object }[] = [];
/** Of them, those whose instances replace methods of their own. */
const openHidden: { prototype: object }[] = [];
let isSealed = false;

/** While these stand on the global, each module takes its exports from there; `__seal` removes them. */
const modules: LabModule[] = [];
const moduleSources: ReturnType<typeof sourceOf>[] = [];
defineGlobal('__modules', modules);
defineGlobal('__moduleSources', moduleSources);
defineGlobal('__addModules', addModules);
defineGlobal('__shared', SHARED);
defineGlobal('__assertionFailed', assertionFailed);
defineGlobal('__lockLater', lockLater);
addModules(MODULES);

function lockLater(hiddenClass: { prototype: object }, isOpen: boolean): void {
	if (isSealed) return;
	append(hiddenClasses, hiddenClass);
	if (isOpen) append(openHidden, hiddenClass);
}

function addModules(added: readonly LabModule[]): void {
	for (const module of added) {
		append(moduleSources, sourceOf(module, modules.length));
		append(modules, module);
	}
}

function sourceOf(
	{ names, exports, isForChecks = false, hasNoDefault = false }: LabModule,
	index: number
): { names: readonly string[]; isForChecks: boolean; source: string } {
	// An export may have a name that no variable has: Zod's `null`.
	const exported = Object.keys(exports).filter((name) => name !== 'default');
	const taken = exported.map((name, at) => `${name}: e${at}`).join(', ');
	const given = exported.map((name, at) => `e${at} as ${name}`).join(', ');
	const ofDefault = `export default __modules[${index}].defaultExport ?? __modules[${index}].exports;`;
	return {
		names,
		isForChecks,
		source: `const { ${taken} } = __modules[${index}].exports;
		export { ${given} };
		${hasNoDefault ? '' : ofDefault}`
	};
}

surroundings.isActive = () => runningSimulation()?.isActive === true;

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
	// The one that comes once for each event.
	if (message === TICK) return nextEvent();
	const { operation, entries, seed, schedule, isTraced, rejected } = parseJson(message);
	switch (operation) {
		case 'begin':
			seedRandom(seed);
			configureLab(schedule ?? { seed }, isTraced === true);
			void begin(entries);
			return '';
		case 'whose':
			return isOfNode() ? 'node' : '';
		case 'rejected':
			turn.owner?.uncaught(rejected);
			return '';
		case 'traces':
			return toJson(tracedRuns().map(({ task, trace }) => ({ checkId: task?.fullTestName ?? null, trace })));
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

/** Nobody handled it: that ends the process whose turn it was, as in Node; what belongs to no node the host tells. */
function isOfNode(): boolean {
	return turn.owner !== null && turn.owner !== mainProcessOrNull();
}

const TICK = '{"operation":"tick"}';

function nextEvent(): string {
	if (state !== 'failed' && runTicks()) return 'fired';
	return state !== 'done' && state !== 'failed' ? tick() : tickAfterwards();
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
	isSealed = true;
	for (const name of [
		'__dispatch',
		'__seal',
		'__modules',
		'__moduleSources',
		'__addModules',
		'__shared',
		'__assertionFailed',
		'__lockLater'
	])
		Reflect.deleteProperty(globalThis, name);
	const open = [...openHidden, ...modules.flatMap(({ openClasses = [] }) => openClasses)].map(
		({ prototype }) => prototype
	);
	lockdown(
		[
			...hiddenClasses,
			...modules
				.filter(({ isOpen = false }) => !isOpen)
				.flatMap(({ exports, defaultExport }) => [
					exports,
					...(isObject(defaultExport) ? [defaultExport] : [])
				])
		],
		open,
		modules.flatMap(({ statefulObjects = [] }) => statefulObjects)
	);
	// What an instance may set on itself, nobody may set on what all instances of a library's class inherit from.
	for (const { prototype } of hiddenClasses) {
		if (open.some((each) => each === prototype || Object.prototype.isPrototypeOf.call(each, prototype)))
			Object.preventExtensions(prototype);
	}
});
