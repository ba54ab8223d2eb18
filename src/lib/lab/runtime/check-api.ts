import { standsFor, extended, type Fixtures } from './fixtures.ts';
import { rowTitle, rowsOf } from './check-rows.ts';
import {
	currentGroup,
	defaults,
	newGroup,
	type Callback,
	type HookName,
	type Mode,
	type Options
} from './check-tree.ts';
import { append } from './host.ts';

/** `describe`, `test` and hooks, with all that can be chained to them, for Vitest's files and for Jest's. */
interface Flags {
	mode: Mode;
	fails: boolean;
	isOfJest: boolean;
	fixtures: Fixtures;
	/** How many values a row gives to the callback: what comes after them may be Jest's `done`. */
	givenCount: number;
}

interface Kind {
	isGroup: boolean;
	add: (flags: Flags, title: string, options: Options, callback: Callback | null) => void;
}

const CHECK: Kind = { isGroup: false, add: addCheck };
const GROUP: Kind = { isGroup: true, add: addGroup };

function addCheck(flags: Flags, title: string, options: Options, callback: Callback | null): void {
	const parent = currentGroup('test()');
	const all = { ...parent.options, ...withoutUndefined(options) };
	append(parent.children, {
		kind: 'check',
		title,
		mode: callback || flags.mode === 'skip' ? modeOf(flags.mode, options) : 'todo',
		parent,
		callback,
		options: { ...all, fails: flags.fails || Boolean(all.fails) },
		fixtures: flags.fixtures.size > 0 ? flags.fixtures : null,
		isOfJest: flags.isOfJest,
		takesDone: flags.isOfJest && callback !== null && callback.length > flags.givenCount
	});
}

function addGroup(flags: Flags, title: string, options: Options, callback: Callback | null): void {
	const parent = currentGroup('describe()');
	const own = withoutUndefined(options);
	const mode = callback || flags.mode === 'skip' ? modeOf(flags.mode, options) : 'todo';
	const inherited = { ...parent.options, ...own };
	append(parent.children, newGroup(title, mode, parent.path, parent, inherited, callback));
}

function modeOf(mode: Mode, options: object): Mode {
	const named = (['only', 'skip', 'todo'] as const).find((name) => Reflect.get(options, name));
	return mode === 'run' ? (named ?? 'run') : mode;
}

function withoutUndefined({ timeout, retry, repeats, fails }: Options): Options {
	return {
		...(timeout !== undefined && { timeout }),
		...(retry !== undefined && {
			retry: typeof retry === 'number' ? retry : Number(Object(retry).count ?? 0)
		}),
		...(repeats !== undefined && { repeats }),
		...(fails !== undefined && { fails })
	};
}

/** `(name, fn, timeout?)` and `(name, options, fn)`, in the words of Vitest where neither is meant. */
function argumentsOf(first: unknown, second: unknown): { options: Options; callback: Callback | null } {
	if (typeof first === 'function' && typeof second === 'function')
		throw new TypeError('Cannot use two functions as arguments. Please use the second argument for options.');
	const work = typeof first === 'function' ? first : second;
	const options = typeof first === 'function' ? second : first;
	return {
		options: typeof options === 'number' ? { timeout: options } : { ...Object(options) },
		callback: typeof work === 'function' ? callable(work) : null
	};
}

function callable(work: object): Callback {
	return Object(work);
}

function titleOf(title: unknown): string {
	return typeof title === 'function' ? title.name || '<anonymous>' : String(title);
}

function chain(kind: Kind, flags: Flags): object {
	const add = (title: unknown, first?: unknown, second?: unknown) => {
		const { options, callback } = argumentsOf(first, second);
		kind.add(flags, titleOf(title), options, callback);
	};
	const more = (changed: Partial<Flags>) => chain(kind, { ...flags, ...changed });
	const link = (make: () => object) => ({ get: make, configurable: true });
	const methods = {
		each: each(kind, flags),
		for: forRows(kind, flags),
		skipIf: (condition: unknown) => (condition ? more({ mode: 'skip' }) : more({})),
		runIf: (condition: unknown) => (condition ? more({}) : more({ mode: 'skip' })),
		...(kind.isGroup ? {} : extensions(flags))
	};
	Object.assign(add, methods);
	return Object.defineProperties(add, {
		skip: link(() => more({ mode: 'skip' })),
		only: link(() => more({ mode: 'only' })),
		todo: link(() => more({ mode: 'todo' })),
		fails: link(() => more({ fails: true })),
		failing: link(() => more({ fails: true })),
		concurrent: link(() => more({})),
		sequential: link(() => more({})),
		shuffle: link(() => more({}))
	});
}

/** What `test` has and `describe` has not. */
function extensions(flags: Flags): object {
	const hooksWith = (fixtures: Fixtures) => hooksOf(flags.isOfJest, fixtures);
	return {
		extend: (first: unknown, second?: unknown, third?: unknown) =>
			chain(CHECK, { ...flags, fixtures: extended(flags.fixtures, first, second, third) }),
		describe: Object.assign((...args: [unknown, unknown?, unknown?]) =>
			Reflect.apply(Object(describe), null, args)
		),
		...hooksWith(flags.fixtures)
	};
}

/** `.each` spreads a row when all rows are lists. */
function each(kind: Kind, flags: Flags) {
	return (table: unknown, ...values: unknown[]) => {
		const rows = rowsOf(table, values);
		const areLists = rows.every((row) => Array.isArray(row));
		return (title: unknown, first?: unknown, second?: unknown) => {
			const { options, callback } = argumentsOf(first, second);
			rows.forEach((row, index) => {
				const items: unknown[] = Array.isArray(row) ? row : [row];
				const given = areLists ? items : [row];
				const work = callback && withLength(callback, (...rest) => callback(...given, ...rest), given.length);
				const ofRow = { ...flags, givenCount: given.length };
				kind.add(ofRow, rowTitle(templateOf(title, flags), items, index), options, work);
			});
		};
	};
}

/** `.for` passes a row as it is, and the context after it. */
function forRows(kind: Kind, flags: Flags) {
	return (table: unknown, ...values: unknown[]) => {
		const rows = rowsOf(table, values);
		return (title: unknown, first?: unknown, second?: unknown) => {
			const { options, callback } = argumentsOf(first, second);
			rows.forEach((row, index) => {
				const items: unknown[] = Array.isArray(row) ? row : [row];
				const work = callback && withLength(callback, (context) => callback(row, context), 1);
				kind.add(
					{ ...flags, givenCount: 1 },
					rowTitle(templateOf(title, flags), items, index),
					options,
					work
				);
			});
		};
	};
}

function templateOf(title: unknown, { isOfJest }: Flags): string {
	return isOfJest ? titleOf(title).replaceAll('%p', '%o') : titleOf(title);
}

function withLength(original: Callback, wrapper: Callback, argument: number): Callback {
	standsFor(wrapper, original, argument);
	return Object.defineProperty(wrapper, 'length', { value: original.length });
}

function hooksOf(isOfJest: boolean, fixtures: Fixtures) {
	const hook = (name: HookName) => (callback: unknown, timeoutMs?: unknown) => {
		if (typeof callback !== 'function') throw new TypeError(`${name}() takes a function.`);
		append(currentGroup(`${name}()`).hooks[name], {
			callback: callable(callback),
			timeoutMs: typeof timeoutMs === 'number' ? timeoutMs : defaults.hookTimeoutMs,
			fixtures: fixtures.size > 0 ? fixtures : null,
			takesDone: isOfJest && callback.length > 0
		});
	};
	return {
		beforeAll: hook('beforeAll'),
		afterAll: hook('afterAll'),
		beforeEach: hook('beforeEach'),
		afterEach: hook('afterEach'),
		aroundEach: hook('aroundEach'),
		aroundAll: hook('aroundAll')
	};
}

const NONE: Fixtures = new Map();
const ofVitest: Flags = { mode: 'run', fails: false, isOfJest: false, fixtures: NONE, givenCount: 0 };
const ofJest: Flags = { ...ofVitest, isOfJest: true };

export const describe = chain(GROUP, ofVitest);
export const test = chain(CHECK, ofVitest);
export const hooks = hooksOf(false, NONE);

const jestTest = chain(CHECK, ofJest);
const jestDescribe = chain(GROUP, ofJest);
const { beforeAll, afterAll, beforeEach, afterEach } = hooksOf(true, NONE);
const jestHooks = { beforeAll, afterAll, beforeEach, afterEach };

/** What a file of Jest finds, with the names that skip and single out. */
export const jestNames = {
	describe: jestDescribe,
	test: jestTest,
	it: jestTest,
	xit: chain(CHECK, { ...ofJest, mode: 'skip' }),
	xtest: chain(CHECK, { ...ofJest, mode: 'skip' }),
	fit: chain(CHECK, { ...ofJest, mode: 'only' }),
	xdescribe: chain(GROUP, { ...ofJest, mode: 'skip' }),
	fdescribe: chain(GROUP, { ...ofJest, mode: 'only' }),
	...jestHooks
};
