import type { Fixtures } from './fixtures.ts';
import { append } from './host.ts';

/** What `describe`, `test` and hooks leave behind; check-run.ts runs it. */
export type Callback = (...args: unknown[]) => unknown;
export type Mode = 'run' | 'only' | 'skip' | 'todo';
export type HookName = 'beforeAll' | 'afterAll' | 'beforeEach' | 'afterEach' | 'aroundEach' | 'aroundAll';

export interface Options {
	timeout?: number | undefined;
	retry?: number | undefined;
	repeats?: number | undefined;
	fails?: boolean | undefined;
}

export interface Hook {
	callback: Callback;
	timeoutMs: number;
	/** Registered by `test.extend().beforeEach`: its fixtures. */
	fixtures: Fixtures | null;
	/** Jest's hooks may take `done`. */
	takesDone: boolean;
}

export interface Group {
	kind: 'group';
	title: string;
	mode: Mode;
	path: string;
	parent: Group | null;
	options: Options;
	children: (Group | Check)[];
	hooks: Record<HookName, Hook[]>;
	/** The body of `describe`, run once the file has loaded; null when it has been. */
	body: Callback | null;
}

export interface Check {
	kind: 'check';
	title: string;
	mode: Mode;
	parent: Group;
	callback: Callback | null;
	options: Options;
	fixtures: Fixtures | null;
	isOfJest: boolean;
	takesDone: boolean;
}

/** One group for each file, so that the hooks of one are not those of another. */
export const files: Group[] = [];
export const HOOK_TIMEOUT_MS = 10_000;
/** `vi.setConfig`, `jest.setTimeout`. */
export const defaults = { testTimeoutMs: 5_000, hookTimeoutMs: HOOK_TIMEOUT_MS };

let current: Group | null = null;

/** Checks are registered while their file loads, and at no other time. */
export async function collectFrom(path: string, load: () => Promise<unknown>): Promise<void> {
	const file = newGroup('', 'run', path, null, {}, null);
	append(files, file);
	current = file;
	try {
		await load();
		await collect(file);
	} finally {
		current = null;
	}
}

/** As in Vitest, the body of a group runs when what surrounds it has run, and may be async. */
async function collect(group: Group): Promise<void> {
	const { body } = group;
	if (body) {
		group.body = null;
		current = group;
		await body();
	}
	for (const child of group.children) if (child.kind === 'group') await collect(child);
}

export function newGroup(
	title: string,
	mode: Mode,
	path: string,
	parent: Group | null,
	options: Options,
	body: Callback | null
): Group {
	const hooks = {
		beforeAll: [],
		afterAll: [],
		beforeEach: [],
		afterEach: [],
		aroundEach: [],
		aroundAll: []
	};
	return { kind: 'group', title, mode, path, parent, options, children: [], hooks, body };
}

export function currentGroup(what: string): Group {
	if (!current)
		throw new Error(`${what} must be called while the file of checks loads, not from inside a check.`);
	return current;
}

export function holdsOnly(group: Group): boolean {
	return group.children.some(
		(child) => child.mode === 'only' || (child.kind === 'group' && holdsOnly(child))
	);
}

export function groupsOf(check: Check): Group[] {
	const groups: Group[] = [];
	for (let group: Group | null = check.parent; group; group = group.parent) append(groups, group);
	return groups.reverse();
}

export function titlesOf(check: Check): string[] {
	const titles: string[] = [];
	for (const group of groupsOf(check)) if (group.parent) append(titles, group.title);
	return titles;
}
