import type { RowLockMode } from './lock-modes.ts';
import { lockNewest, lockTuple, type WaitPolicy } from './row-locks.ts';
import type { Compiled, Env } from './scope.ts';
import type { Input } from './sources.ts';
import { concurrentChange } from './sql-error.ts';
import type { Waiting } from './suspension.ts';

/** `FOR UPDATE` and its like. */
export interface RowLocking {
	mode: RowLockMode;
	policy: WaitPolicy;
	/** `OF` these; null is all. */
	tables: readonly string[] | null;
}

/**
 * Locks the versions a row was made of; a row that has changed meanwhile is looked at again in its newest
 * version, and null is returned when it is no longer wanted (`ExecLockRows`).
 */
export function* lockRow(
	env: Env,
	locking: RowLocking,
	inputs: readonly Input[],
	filter: Compiled | null
): Waiting<Env | null> {
	const rows = [...env.rows];
	let hasMoved = false;
	for (const [i, { source }] of inputs.entries()) {
		const tuple = rows[i]?.tuple;
		const isWanted = locking.tables === null || locking.tables.includes(source.alias);
		if (!tuple || !source.table || !isWanted) continue;
		const outcome = yield* lockTuple(env.work, source.table, tuple, locking);
		if (outcome === 'free') continue;
		if (outcome === 'skipped' || outcome === 'changed by itself') return null;
		if (env.work.transaction.isolation !== 'read committed') throw concurrentChange('update');
		if (outcome === 'deleted') return null;
		const newest = yield* lockNewest(env.work, source.table, tuple, locking);
		if (newest === null) return null;
		rows[i] = { values: newest.values, tuple: newest };
		hasMoved = true;
	}
	if (!hasMoved) return env;
	const moved: Env = { ...env, rows };
	return stillHolds(moved, inputs, filter) ? moved : null;
}

/** Conditions of joins and WHERE, on the newest versions. */
export function stillHolds(env: Env, inputs: readonly Input[], filter: Compiled | null): boolean {
	for (const input of inputs) if (input.on && !input.isOuter && input.on.evaluate(env) !== true) return false;
	return filter === null || filter.evaluate(env) === true;
}
