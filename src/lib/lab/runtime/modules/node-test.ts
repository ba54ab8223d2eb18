import { describe, hooks, test } from '../check-api.ts';
import { requireTask } from '../current.ts';
import type { LabModule } from './lab-module.ts';

/**
 * `node:test` on the same framework: `test(name?, { skip, todo, only, timeout }?, fn)`, groups, hooks,
 * subtests by `t.test`. Subtests are no checks of their own: the first that fails fails the check.
 */
type Work = (context: object, done?: (error?: unknown) => void) => unknown;

interface Given {
	title: string;
	options: object;
	work: Work | null;
}

function argumentsOf(args: readonly unknown[]): Given {
	const work = args.find((argument) => typeof argument === 'function');
	const title = args.find((argument) => typeof argument === 'string');
	const options = args.find((argument) => typeof argument === 'object' && argument !== null);
	return {
		title: String(title ?? (typeof work === 'function' ? work.name : '') ?? '') || '<anonymous>',
		options: Object(options ?? {}),
		work: typeof work === 'function' ? Object(work) : null
	};
}

function variantOf(add: object, options: object, forced: string | null): object {
	for (const name of ['skip', 'todo', 'only']) {
		if (forced === name || Reflect.get(options, name)) return Object(Reflect.get(add, name));
	}
	return add;
}

function testOf(forced: string | null) {
	return (...args: unknown[]): Promise<void> => {
		const { title, options, work } = argumentsOf(args);
		const callback = work && ((context: object) => run(work, contextOf(title, context)));
		const timeout: unknown = Reflect.get(options, 'timeout');
		Reflect.apply(Object(variantOf(test, options, forced)), undefined, [title, { timeout }, callback]);
		return Promise.resolve();
	};
}

function groupOf(forced: string | null) {
	return (...args: unknown[]): Promise<void> => {
		const { title, options, work } = argumentsOf(args);
		const body = work && (() => work({ name: title }));
		Reflect.apply(Object(variantOf(describe, options, forced)), undefined, [title, body]);
		return Promise.resolve();
	};
}

function run(work: Work, context: object): unknown {
	if (work.length < 2) return work(context);
	return new Promise<void>((resolve, reject) => {
		work(context, (error) => (error ? reject(error) : resolve()));
	});
}

function contextOf(name: string, outer: object): object {
	return {
		name,
		fullName: requireTask('The context').fullTestName,
		signal: Reflect.get(outer, 'signal'),
		diagnostic: () => undefined,
		plan: (count: number) => Reflect.get(outer, 'expect').assertions(count),
		skip: (note?: string) => Reflect.get(outer, 'skip')(note),
		todo: (note?: string) => Reflect.get(outer, 'skip')(note),
		after: (work: () => unknown) => Reflect.get(outer, 'onTestFinished')(work),
		async test(...args: unknown[]) {
			const { title, options, work } = argumentsOf(args);
			if (!work || Reflect.get(options, 'skip') || Reflect.get(options, 'todo')) return;
			await run(work, contextOf(`${name} > ${title}`, outer));
		}
	};
}

function withVariants(make: (forced: string | null) => object): object {
	return Object.assign(make(null), { skip: make('skip'), todo: make('todo'), only: make('only') });
}

const tests = withVariants(testOf);
const groups = withVariants(groupOf);
const { beforeAll, afterAll, beforeEach, afterEach } = hooks;
const hookOf =
	(register: (callback: unknown, timeoutMs?: unknown) => void) => (work: unknown, options?: object) =>
		register(work, Reflect.get(Object(options ?? {}), 'timeout'));
const exported = {
	test: tests,
	it: tests,
	describe: groups,
	suite: groups,
	before: hookOf(beforeAll),
	after: hookOf(afterAll),
	beforeEach: hookOf(beforeEach),
	afterEach: hookOf(afterEach)
};

export const nodeTestModule: LabModule = {
	names: ['node:test'],
	exports: exported,
	defaultExport: Object.assign(testOf(null), exported),
	isForChecks: true
};
