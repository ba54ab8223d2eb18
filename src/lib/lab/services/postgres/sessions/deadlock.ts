import type { LockHolder, LockManager, Waiter } from './lock-manager.ts';
import { lockModesConflict } from './lock-modes.ts';
import { SqlError } from './sql-error.ts';

interface Edge {
	waiter: Waiter;
	/** Whom it waits for. */
	blocker: LockHolder;
	/** Somebody ahead in the queue, who might be passed; who holds the lock may not. */
	isSoft: boolean;
}

/** For whom a request waits: holders in conflict, and those ahead of it in the queue. */
export function blockersOf(waiter: Waiter): Edge[] {
	const { lock } = waiter;
	const hard = lock.grants
		.filter((grant) => grant.holder !== waiter.holder && lockModesConflict(grant.mode, waiter.mode))
		.map((grant) => ({ waiter, blocker: grant.holder, isSoft: false }));
	const soft = lock.queue
		.slice(0, lock.queue.indexOf(waiter))
		.filter((ahead) => lockModesConflict(ahead.mode, waiter.mode))
		.map((ahead) => ({ waiter, blocker: ahead.holder, isSoft: true }));
	return [...hard, ...soft];
}

/**
 * What the server does when a wait has lasted `deadlock_timeout`: a circle that exists only because of
 * the order of a queue is undone by changing the order, any other ends the statement that looked.
 * https://github.com/postgres/postgres/blob/REL_18_STABLE/src/backend/storage/lmgr/deadlock.c
 */
export function checkForDeadlock(start: Waiter, locks: LockManager): SqlError | null {
	const circle = circleThrough(start);
	if (circle === null) return null;
	const soft = circle.find((edge) => edge.isSoft);
	if (!soft) return deadlockError(circle);
	const { lock } = soft.waiter;
	const before = lock.queue;
	const others = before.filter((waiter) => waiter !== soft.waiter);
	const blocked = others.findIndex((waiter) => waiter.holder === soft.blocker);
	lock.queue = [...others.slice(0, blocked), soft.waiter, ...others.slice(blocked)];
	if (circleThrough(start) !== null) {
		lock.queue = before;
		return deadlockError(circle);
	}
	locks.wake(lock);
	return null;
}

function circleThrough(start: Waiter): Edge[] | null {
	const seen = new Set<LockHolder>();
	const search = (waiter: Waiter): Edge[] | null => {
		if (seen.has(waiter.holder)) return null;
		seen.add(waiter.holder);
		for (const edge of blockersOf(waiter)) {
			if (edge.blocker === start.holder) return [edge];
			const next = edge.blocker.waiter;
			const rest = next === null ? null : search(next);
			if (rest !== null) return [edge, ...rest];
		}
		return null;
	};
	return search(start);
}

function deadlockError(circle: readonly Edge[]): SqlError {
	const detail = circle.map(
		({ waiter, blocker }) =>
			`Process ${waiter.holder.processId} waits for ${waiter.mode} on ${waiter.lock.tag.spoken}; blocked by process ${blocker.processId}.`
	);
	return new SqlError('40P01', 'deadlock detected', {
		detail: detail.join('\n'),
		hint: 'See server log for query details.'
	});
}
