import { titlesOf, type Check } from './check-tree.ts';

/** The check that is running, as `expect` and its plugins know it and as `({ task })` shows it. */
export interface Task {
	type: 'test';
	id: string;
	name: string;
	fullName: string;
	fullTestName: string;
	file: { filepath: string; name: string };
	suite: { name: string } | undefined;
	fails: boolean;
	mode: string;
	meta: object;
	result: { state: 'run' | 'pass' | 'fail' | 'skip'; errors?: unknown[] };
	/** Assertions that wait; those nobody awaited are found at the end. */
	promises?: Promise<unknown>[];
	onFinished?: (() => unknown)[];
	onFailed?: (() => unknown)[];
}

export const running: { task: Task | null } = { task: null };

export function taskOf(check: Check): Task {
	const titles = titlesOf(check);
	const { path } = check.parent;
	const fullTestName = [...titles, check.title].join(' > ');
	return {
		type: 'test',
		id: fullTestName,
		name: check.title,
		fullName: `${path} > ${fullTestName}`,
		fullTestName,
		file: { filepath: path, name: path },
		suite: check.parent.parent ? { name: check.parent.title } : undefined,
		fails: check.options.fails === true,
		mode: 'run',
		meta: {},
		result: { state: 'run' }
	};
}

export function requireTask(what: string): Task {
	if (!running.task) throw new Error(`${what} must be called inside a test`);
	return running.task;
}
