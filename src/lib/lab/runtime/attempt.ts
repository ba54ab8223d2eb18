import { around } from './around.ts';
import { leaveContexts } from './async-context.ts';
import { markRecord, type Failure } from './check-report.ts';
import { defaults, groupsOf, type Callback, type Check, type Group, type Hook } from './check-tree.ts';
import { newContext, SkipSignal, type Context } from './check-context.ts';
import { running, Task } from './current.ts';
import { AssertionError, beginAssertions, endAssertions, expect } from './expect.ts';
import { argumentOf, FixtureScope } from './fixtures.ts';
import { append } from './host.ts';
import { turn } from './turn.ts';
import { isThenable, untilDone, withTimeout } from './with-timeout.ts';

/** One run of a check with its hooks around it, in the order Vitest has. */
export type Cleanup = () => Promise<unknown>;

export async function runAttempt(check: Check): Promise<readonly Failure[] | 'skipped'> {
	const attempt = new Attempt(check);
	leaveContexts();
	turn.owner = null;
	turn.cause = -1;
	running.task = attempt.task;
	beginAssertions(expect, attempt.task);
	const hooks: Hook[] = [];
	for (const group of attempt.groups) for (const hook of group.hooks.aroundEach) append(hooks, hook);
	if (hooks.length === 0) await runInside(attempt);
	else
		for (const failure of await around(hooks, () => runInside(attempt), [attempt.context.value]))
			append(attempt.failures, failure);
	running.task = null;
	return outcomeOf(attempt);
}

/** Most checks ask for no context and no fixtures, so these are made when they are asked for. */
class Attempt {
	readonly check: Check;
	readonly task: Task;
	readonly groups: Group[];
	readonly failures: Failure[] = [];
	madeContext: Context | null = null;
	madeFixtures: FixtureScope | null = null;

	constructor(check: Check) {
		this.check = check;
		this.task = new Task(check);
		this.groups = groupsOf(check);
	}

	get context(): Context {
		return (this.madeContext ??= newContext(this.task));
	}

	get fixtures(): FixtureScope {
		return (this.madeFixtures ??= new FixtureScope(this.groups[0] ? sharedFixtures(this.groups[0]) : null));
	}
}

async function runInside(attempt: Attempt): Promise<void> {
	const { task, groups } = attempt;
	const cleanups: Cleanup[] = [];
	try {
		for (const group of groups)
			if (group.hooks.beforeEach.length > 0)
				await runHooks(group.hooks.beforeEach, group, [attempt], cleanups);
		const waiting = call(attempt);
		if (waiting) await waiting;
		endAssertions(expect);
		attempt.madeContext?.checkOwnExpect();
	} catch (error) {
		keepFailure(attempt, error);
	}
	try {
		for (const group of groups.toReversed())
			if (group.hooks.afterEach.length > 0)
				await runHooks(group.hooks.afterEach.toReversed(), group, [attempt], null);
		for (const cleanup of cleanups.toReversed()) await cleanup();
		if (attempt.madeFixtures) await attempt.madeFixtures.cleanUp();
	} catch (error) {
		keepFailure(attempt, error);
	}
	await runAll(attempt, task.onFinished?.toReversed() ?? []);
	if (attempt.failures.length > 0 || task.result.state === 'fail') await runAll(attempt, task.onFailed ?? []);
}

/** A check that waits for nothing is over when it returns: null. */
function call(attempt: Attempt): Promise<unknown> | null {
	const { check, task } = attempt;
	const { callback } = check;
	if (!callback) return null;
	if (check.takesDone) return withinTime(attempt, () => untilDone(callback));
	if (check.fixtures) return withinTime(attempt, () => callWithFixtures(attempt, callback));
	const takesContext = !check.isOfJest && callback.length > 0;
	const result = takesContext ? callback(attempt.context.value) : callback();
	if (!isThenable(result) && !task.promises) return null;
	return withinTime(attempt, async () => {
		await result;
		await settleAssertions(task);
	});
}

async function callWithFixtures(attempt: Attempt, callback: Callback): Promise<void> {
	const { check, task, context, fixtures } = attempt;
	if (check.fixtures) await fixtures.provide(context.value, check.fixtures, callback, argumentOf(callback));
	await callback(context.value);
	await settleAssertions(task);
}

function withinTime(attempt: Attempt, work: () => Promise<unknown>): Promise<unknown> {
	const timeoutMs = attempt.check.options.timeout ?? defaults.testTimeoutMs;
	return withTimeout(work, timeoutMs, 'check', (error) => attempt.madeContext?.abort(error));
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
			(error) => attempt?.madeContext?.abort(error)
		);
		if (typeof result === 'function' && cleanups)
			append(cleanups, () => withTimeout(() => Reflect.apply(result, undefined, []), timeoutMs, 'hook'));
	}
}

async function runAll(attempt: Attempt, works: readonly (() => unknown)[]): Promise<void> {
	for (const work of works) {
		try {
			await work();
		} catch (error) {
			keepFailure(attempt, error);
		}
	}
}

function keepFailure({ failures, task }: Attempt, error: unknown): void {
	if (error instanceof SkipSignal) {
		task.result.state = 'skip';
		return;
	}
	append(failures, { error });
	if (task.result.state !== 'skip') task.result.state = 'fail';
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
