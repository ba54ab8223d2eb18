import { runAttempt, runHooks, sharedFixtures, type Cleanup } from './attempt.ts';
import { around } from './around.ts';
import {
	blameLast,
	describeError,
	flush,
	isInterruption,
	tellRun,
	tellSkipped,
	type Failure
} from './check-report.ts';
import { files, holdsOnly, type Check, type Group } from './check-tree.ts';
import { realNow } from './deadlines.ts';

/** Runs what was collected, in order, and tells the host of each check as it ends. */
export async function runChecks(): Promise<void> {
	for (const file of files) await runGroup(file, { isSkipped: false, hasOnly: holdsOnly(file) });
	flush();
}

export function hasChecks(): boolean {
	return files.some(holdsChecks);
}

function holdsChecks(group: Group): boolean {
	return group.children.some((child) => child.kind === 'check' || holdsChecks(child));
}

/** Set when the host has stopped the run inside a check: no further one begins, and the place is kept for its report. */
export const brokenOff: { by: ReturnType<typeof describeError> | null } = { by: null };

interface Surroundings {
	isSkipped: boolean;
	/** Somewhere an `only` was written, so what is not under one does not run. */
	hasOnly: boolean;
}

function within(group: Group, { isSkipped, hasOnly }: Surroundings): Surroundings {
	return {
		isSkipped:
			isSkipped ||
			group.mode === 'skip' ||
			group.mode === 'todo' ||
			(hasOnly && group.mode !== 'only' && !holdsOnly(group)),
		hasOnly: hasOnly && !(group.mode === 'only' && !holdsOnly(group))
	};
}

function willRun(check: Check, { isSkipped, hasOnly }: Surroundings): boolean {
	return (
		!isSkipped &&
		check.callback !== null &&
		check.mode !== 'skip' &&
		check.mode !== 'todo' &&
		(!hasOnly || check.mode === 'only')
	);
}

function hasWork(group: Group, surroundings: Surroundings): boolean {
	return group.children.some((child) =>
		child.kind === 'check' ? willRun(child, surroundings) : hasWork(child, within(child, surroundings))
	);
}

async function runGroup(group: Group, surroundings: Surroundings): Promise<void> {
	const inner = within(group, surroundings);
	if (!hasWork(group, inner)) return skipAll(group);
	let hasRun = false;
	const body = async () => {
		hasRun = true;
		await runBody(group, inner);
	};
	const failures = await around(group.hooks.aroundAll, body, []);
	if (!hasRun) await runChildren(group, inner, failures[0] ?? null);
	else for (const failure of failures) blameLast(failure);
}

async function runBody(group: Group, inner: Surroundings): Promise<void> {
	const cleanups: Cleanup[] = [];
	const broken = await failureOf(() => runHooks(group.hooks.beforeAll, group, [], cleanups));
	await runChildren(group, inner, broken);
	const afterwards = await failureOf(async () => {
		await runHooks(group.hooks.afterAll.toReversed(), group, [], null);
		for (const cleanup of cleanups.toReversed()) await cleanup();
		if (!group.parent) await sharedFixtures(group).cleanUp();
	});
	if (afterwards && !breaksOff(afterwards)) blameLast(afterwards);
}

async function runChildren(group: Group, inner: Surroundings, broken: Failure | null): Promise<void> {
	for (const child of group.children) {
		if (brokenOff.by !== null) return;
		if (child.kind === 'check') {
			await runCheck(child, inner, broken);
		} else if (broken) {
			await runChildren(child, within(child, inner), broken);
		} else {
			await runGroup(child, inner);
		}
	}
}

function skipAll(group: Group): void {
	for (const child of group.children) {
		if (child.kind === 'group') skipAll(child);
		else tellSkipped(child);
	}
}

async function runCheck(check: Check, surroundings: Surroundings, broken: Failure | null): Promise<void> {
	if (!willRun(check, surroundings)) return tellSkipped(check);
	if (broken) {
		if (!breaksOff(broken)) tellRun(check, [broken], 0);
		return;
	}
	const startedAt = realNow();
	const { repeats = 0, retry = 0 } = check.options;
	let failures: readonly Failure[] = [];
	for (let repeat = 0; repeat <= repeats; repeat++) {
		const outcome = await (retry === 0 ? runAttempt(check) : runWithRetries(check, retry));
		if (outcome === 'skipped') return tellSkipped(check);
		if (outcome.some(breaksOff)) return;
		if (failures.length === 0) failures = outcome;
	}
	tellRun(check, failures, realNow() - startedAt);
}

/** The last attempt counts. */
async function runWithRetries(check: Check, retry: number): Promise<readonly Failure[] | 'skipped'> {
	for (let attempt = 0; ; attempt++) {
		const outcome = await runAttempt(check);
		if (outcome === 'skipped' || outcome.length === 0 || attempt >= retry) return outcome;
		if (outcome.some(({ error }) => isInterruption(error))) return outcome;
	}
}

async function failureOf(work: () => Promise<void>): Promise<Failure | null> {
	try {
		await work();
		return null;
	} catch (error) {
		return { error };
	}
}

function breaksOff({ error }: Failure): boolean {
	if (!isInterruption(error)) return false;
	brokenOff.by ??= describeError(error);
	flush();
	return true;
}
