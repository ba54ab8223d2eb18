import { around } from './around.ts';
import { markRecord, type Failure } from './check-report.ts';
import { defaults, groupsOf, type Check, type Group, type Hook } from './check-tree.ts';
import { newContext, SkipSignal, type Context } from './check-context.ts';
import { running, taskOf, type Task } from './current.ts';
import { AssertionError, beginAssertions, endAssertions, expect } from './expect.ts';
import { argumentOf, FixtureScope } from './fixtures.ts';
import { append } from './host.ts';
import { untilDone, withTimeout } from './with-timeout.ts';

/** One run of a check with its hooks around it, in the order Vitest has. */
export type Cleanup = () => Promise<unknown>;

export async function runAttempt(check: Check): Promise<readonly Failure[] | 'skipped'> {
	const task = taskOf(check);
	const groups = groupsOf(check);
	const attempt: Attempt = {
		check,
		task,
		context: newContext(task),
		groups,
		fixtures: new FixtureScope(groups[0] ? sharedFixtures(groups[0]) : null),
		failures: []
	};
	running.task = task;
	beginAssertions(expect, task);
	const hooks: Hook[] = [];
	for (const group of groups) for (const hook of group.hooks.aroundEach) append(hooks, hook);
	for (const failure of await around(hooks, () => runInside(attempt), [attempt.context.value]))
		append(attempt.failures, failure);
	running.task = null;
	return outcomeOf(attempt);
}

interface Attempt {
	check: Check;
	task: Task;
	context: Context;
	groups: Group[];
	fixtures: FixtureScope;
	failures: Failure[];
}

async function runInside(attempt: Attempt): Promise<void> {
	const { task, context, groups, fixtures } = attempt;
	const cleanups: Cleanup[] = [];
	await collectFailure(attempt, async () => {
		for (const group of groups) await runHooks(group.hooks.beforeEach, group, [attempt], cleanups);
		await runCallback(attempt);
		endAssertions(expect);
		context.checkOwnExpect();
	});
	await collectFailure(attempt, async () => {
		for (const group of groups.toReversed())
			await runHooks(group.hooks.afterEach.toReversed(), group, [attempt], null);
		for (const cleanup of cleanups.toReversed()) await cleanup();
		await fixtures.cleanUp();
	});
	for (const work of task.onFinished?.toReversed() ?? [])
		await collectFailure(attempt, async () => void (await work()));
	if (attempt.failures.length > 0 || task.result.state === 'fail') {
		for (const work of task.onFailed ?? []) await collectFailure(attempt, async () => void (await work()));
	}
}

async function runCallback({ check, task, context, fixtures }: Attempt): Promise<void> {
	const { callback } = check;
	if (!callback) return;
	const timeoutMs = check.options.timeout ?? defaults.testTimeoutMs;
	const work = async () => {
		if (check.fixtures) await fixtures.provide(context.value, check.fixtures, callback, argumentOf(callback));
		await (check.isOfJest ? callback() : callback(context.value));
		await settleAssertions(task);
	};
	await withTimeout(check.takesDone ? () => untilDone(callback) : work, timeoutMs, 'check', (error) =>
		context.abort(error)
	);
}

/** Assertions that were not awaited still count. */
async function settleAssertions(task: Task): Promise<void> {
	for (const promise of task.promises ?? []) await promise;
}

/** `attempt` is none for the hooks of a whole group. */
export async function runHooks(
	hooks: readonly Hook[],
	group: Group,
	[attempt]: readonly Attempt[],
	cleanups: Cleanup[] | null
): Promise<void> {
	for (const hook of hooks) {
		const context = attempt ? attempt.context.value : suiteContext(group);
		const { callback, timeoutMs } = hook;
		const work = async () => {
			const scope = attempt?.fixtures ?? sharedFixtures(fileOf(group));
			if (hook.fixtures) await scope.provide(context, hook.fixtures, callback, 0);
			return callback(context, group);
		};
		const result = await withTimeout(
			hook.takesDone ? () => untilDone(callback) : work,
			timeoutMs,
			'hook',
			(error) => attempt?.context.abort(error)
		);
		if (typeof result === 'function' && cleanups)
			append(cleanups, () => withTimeout(() => Reflect.apply(result, undefined, []), timeoutMs, 'hook'));
	}
}

async function collectFailure({ failures, task }: Attempt, work: () => Promise<void>): Promise<void> {
	try {
		await work();
	} catch (error) {
		if (error instanceof SkipSignal) {
			task.result.state = 'skip';
		} else {
			append(failures, { error });
			if (task.result.state !== 'skip') task.result.state = 'fail';
		}
	}
}

function outcomeOf({ check, task, failures }: Attempt): readonly Failure[] | 'skipped' {
	if (task.result.state === 'skip') return 'skipped';
	const all: Failure[] = [];
	for (const error of task.result.errors ?? []) append(all, { error: markRecord(error), isRecorded: true });
	for (const failure of failures) append(all, failure);
	if (!check.options.fails) return all;
	return all.length > 0 ? [] : [{ error: new AssertionError('this check must fail, and it did not') }];
}

const shared = new Map<Group, FixtureScope>();
const suiteContexts = new WeakMap<Group, object>();

/** Fixtures of `{ scope: 'file' }` live as long as the file. */
export function sharedFixtures(file: Group): FixtureScope {
	let scope = shared.get(file);
	if (!scope) {
		scope = new FixtureScope(null);
		shared.set(file, scope);
	}
	return scope;
}

function suiteContext(group: Group): object {
	let context = suiteContexts.get(group);
	if (!context) {
		context = {};
		suiteContexts.set(group, context);
	}
	return context;
}

function fileOf(group: Group): Group {
	let file = group;
	while (file.parent) file = file.parent;
	return file;
}
