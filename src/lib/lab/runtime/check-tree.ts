import { append } from './host.ts';
import { inspect } from './inspect.ts';

/** `describe`, `test` and hooks collect what is to be run; check-run.ts runs it. */
export type Callback = (...args: unknown[]) => unknown;
export type Mode = 'run' | 'only' | 'skip' | 'todo';
export type HookName = 'beforeAll' | 'afterAll' | 'beforeEach' | 'afterEach';

export interface Group {
	kind: 'group';
	title: string;
	mode: Mode;
	children: (Group | Check)[];
	hooks: Record<HookName, Callback[]>;
}

export interface Check {
	kind: 'check';
	title: string;
	mode: Mode;
	path: string;
	callback: Callback | null;
	timeoutMs: number;
	mustFail: boolean;
}

export const root: Group = newGroup('', 'run');
let current: Group = root;
let currentPath = '';
let isClosed = false;

/** Checks are registered while their file loads, and at no other time. */
export function collectFrom(path: string): void {
	currentPath = path;
	isClosed = false;
}

export function closeCollection(): void {
	isClosed = true;
}

const TIMEOUT_MS = 5_000;

function newGroup(title: string, mode: Mode): Group {
	return {
		kind: 'group',
		title,
		mode,
		children: [],
		hooks: { beforeAll: [], afterAll: [], beforeEach: [], afterEach: [] }
	};
}

function requireOpen(what: string): void {
	if (isClosed)
		throw new Error(`${what} must be called while the file of checks loads, not from inside a check.`);
}

function addCheck(mode: Mode, mustFail = false) {
	return (title: unknown, first?: unknown, second?: unknown) => {
		requireOpen('test()');
		const callback = typeof first === 'function' ? first : typeof second === 'function' ? second : null;
		const options = typeof first === 'function' ? second : first;
		const timeoutMs =
			typeof options === 'number'
				? options
				: Number(Reflect.get(Object(options ?? {}), 'timeout') ?? TIMEOUT_MS);
		append(current.children, {
			kind: 'check',
			title: titleOf(title),
			mode: callback ? mode : 'todo',
			path: currentPath,
			callback: callback && ((...args) => callback(...args)),
			timeoutMs,
			mustFail
		});
	};
}

function addGroup(mode: Mode) {
	return (title: unknown, first?: unknown, second?: unknown) => {
		requireOpen('describe()');
		const callback = typeof first === 'function' ? first : second;
		const group = newGroup(titleOf(title), mode);
		append(current.children, group);
		const outer = current;
		current = group;
		try {
			const result: unknown = typeof callback === 'function' ? callback() : undefined;
			if (result instanceof Promise) throw new Error('describe() takes a function that is not async.');
		} finally {
			current = outer;
		}
	};
}

type Add = (title: unknown, callback?: unknown, options?: unknown) => void;

/** `.each` and `.for`: one entry per row, with the row in the title. */
function withRows(add: Add) {
	return {
		each: (...table: unknown[]) => {
			const rows = templateRows(table) ?? rowsOf(table[0]);
			return (title: unknown, callback: Callback, options?: unknown) =>
				rows.forEach((row, index) =>
					add(rowTitle(titleOf(title), row, index), () => callback(...row), options)
				);
		},
		for: (rows: unknown) => (title: unknown, callback: Callback, options?: unknown) =>
			rowsOf(rows).forEach((row, index) =>
				add(
					rowTitle(titleOf(title), row, index),
					() => callback(Array.isArray(rows) ? rows[index] : row),
					options
				)
			)
	};
}

function rowsOf(table: unknown): unknown[][] {
	if (!Array.isArray(table)) throw new TypeError('each() takes an array of rows.');
	return table.map((row: unknown) => (Array.isArray(row) ? row : [row]));
}

/** The tagged-template form: a header of names, then values row by row. */
function templateRows([strings, ...values]: unknown[]): unknown[][] | null {
	if (!Array.isArray(strings) || !('raw' in strings)) return null;
	const names = String(strings[0])
		.split('|')
		.map((name) => name.trim())
		.filter(Boolean);
	const rows: unknown[][] = [];
	for (let at = 0; at < values.length; at += names.length) {
		append(rows, [Object.fromEntries(names.map((name, index) => [name, values[at + index]]))]);
	}
	return rows;
}

function rowTitle(title: string, row: unknown[], index: number): string {
	let used = 0;
	const withIndex = title.replaceAll('%#', String(index));
	const withValues = withIndex.replace(/%[sdifjoO%]/g, (whole: string) => {
		if (whole === '%%') return '%';
		if (used >= row.length) return whole;
		const value = row[used++];
		return whole === '%j' ? String(JSON.stringify(value)) : inspect(value).text;
	});
	return withValues.replace(/\$([\w.]+)/g, (whole: string, path: string) => {
		const value = path.split('.').reduce<unknown>((from, key) => Reflect.get(Object(from), key), row[0]);
		return value === undefined ? whole : inspect(value).text;
	});
}

function titleOf(title: unknown): string {
	return typeof title === 'function' ? title.name : String(title);
}

/** `skip`, `only`, `todo`, `each` … on a base function, as Vitest and Jest have them. */
function withVariants(make: (mode: Mode, mustFail?: boolean) => Add) {
	const variant = (mode: Mode, mustFail = false) => {
		const add = make(mode, mustFail);
		return Object.assign((...args: [unknown, unknown?, unknown?]) => add(...args), withRows(add));
	};
	const base = variant('run');
	const [skip, only] = [variant('skip'), variant('only')];
	return Object.assign(base, {
		skip,
		only,
		todo: variant('todo'),
		fails: variant('run', true),
		concurrent: base,
		sequential: base,
		skipIf: (condition: unknown) => (condition ? skip : base),
		runIf: (condition: unknown) => (condition ? base : skip)
	});
}

export const test = withVariants(addCheck);
export const describe = withVariants(addGroup);

function hook(name: HookName) {
	return (callback: Callback) => {
		requireOpen(`${name}()`);
		append(current.hooks[name], callback);
	};
}

export const hooks = {
	beforeAll: hook('beforeAll'),
	afterAll: hook('afterAll'),
	beforeEach: hook('beforeEach'),
	afterEach: hook('afterEach')
};
