import { titlesOf, type Check } from './check-tree.ts';

/** The check that is running, as `expect` and its plugins know it and as `({ task })` shows it. Most checks ask for none of it. */
export class Task {
	readonly #check: Check;
	readonly type = 'test';
	readonly mode = 'run';
	readonly meta: object = {};
	result: { state: 'run' | 'pass' | 'fail' | 'skip'; errors?: unknown[] } = { state: 'run' };
	/** Assertions that wait; those nobody awaited are found at the end. */
	promises?: Promise<unknown>[];
	onFinished?: (() => unknown)[];
	onFailed?: (() => unknown)[];

	constructor(check: Check) {
		this.#check = check;
	}

	get name(): string {
		return this.#check.title;
	}

	get id(): string {
		return this.fullTestName;
	}

	get fullTestName(): string {
		return [...titlesOf(this.#check), this.#check.title].join(' > ');
	}

	get fullName(): string {
		return `${this.#check.parent.path} > ${this.fullTestName}`;
	}

	get file(): { filepath: string; name: string } {
		const { path } = this.#check.parent;
		return { filepath: path, name: path };
	}

	get suite(): { name: string } | undefined {
		const { parent } = this.#check;
		return parent.parent ? { name: parent.title } : undefined;
	}

	get fails(): boolean {
		return this.#check.options.fails === true;
	}
}

export const running: { task: Task | null } = { task: null };

export function requireTask(what: string): Task {
	if (!running.task) throw new Error(`${what} must be called inside a test`);
	return running.task;
}
