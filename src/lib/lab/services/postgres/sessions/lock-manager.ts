import { lockModesConflict, type LockMode } from './lock-modes.ts';
import type { Waiting } from './suspension.ts';

/** What is locked: `key` tells apart, `spoken` is how the server's messages name it, `image` how figures do. */
export interface LockTag {
	key: string;
	spoken: string;
	image: string;
}

/** A session, as the lock manager sees it. */
export interface LockHolder {
	/** While it waits. */
	readonly waiter: Waiter | null;
	readonly processId: number;
	/** Its request has been granted: it may go on. */
	granted: (waiter: Waiter) => void;
}

/** Until when a lock is held: a level of a transaction, a statement, or the session itself. */
export type LockOwner = object;

export interface Waiter {
	holder: LockHolder;
	lock: Lock;
	mode: LockMode;
	owner: LockOwner;
}

interface Grant {
	holder: LockHolder;
	mode: LockMode;
	owner: LockOwner;
	count: number;
}

export interface Lock {
	tag: LockTag;
	grants: Grant[];
	queue: Waiter[];
}

/**
 * Locks with a fair queue: who comes later does not pass who waits for something in conflict, except
 * when the one that waits would wait for it (`JoinWaitQueue` of the server's proc.c).
 */
export class LockManager {
	readonly locks = new Map<string, Lock>();
	readonly #onChange: ((lock: Lock) => void) | null;

	constructor(onChange: ((lock: Lock) => void) | null) {
		this.#onChange = onChange;
	}

	/** False when it must not wait and would have to. */
	*acquire(
		request: { holder: LockHolder; owner: LockOwner; tag: LockTag; mode: LockMode },
		mayWait: boolean
	): Waiting<boolean> {
		const lock = this.#lockOf(request.tag);
		const waiter: Waiter = { holder: request.holder, lock, mode: request.mode, owner: request.owner };
		const position = this.#positionFor(waiter);
		if (position === 'granted') {
			this.#grant(waiter);
			return true;
		}
		if (!mayWait) {
			this.#forgetEmpty(lock);
			return false;
		}
		lock.queue.splice(position, 0, waiter);
		this.#onChange?.(lock);
		try {
			yield { kind: 'lock', waiter };
		} catch (error) {
			lock.queue = lock.queue.filter((one) => one !== waiter);
			this.#changed(lock);
			throw error;
		}
		return true;
	}

	isHeldBy(holder: LockHolder, tag: LockTag, mode: LockMode): boolean {
		const grants = this.locks.get(tag.key)?.grants ?? [];
		return grants.some((grant) => grant.holder === holder && grant.mode === mode);
	}

	/** One count less; false when it was not held. */
	release(holder: LockHolder, owner: LockOwner, tag: LockTag, mode: LockMode): boolean {
		const lock = this.locks.get(tag.key);
		const grant = lock?.grants.find(
			(one) => one.holder === holder && one.owner === owner && one.mode === mode
		);
		if (!lock || !grant) return false;
		grant.count--;
		if (grant.count === 0) lock.grants = lock.grants.filter((one) => one !== grant);
		this.#changed(lock);
		return true;
	}

	releaseOwner(owner: LockOwner): void {
		for (const lock of [...this.locks.values()]) {
			const kept = lock.grants.filter((grant) => grant.owner !== owner);
			if (kept.length === lock.grants.length) continue;
			lock.grants = kept;
			this.#changed(lock);
		}
	}

	/** What a savepoint took stays when it is released. */
	moveOwner(from: LockOwner, to: LockOwner): void {
		for (const lock of this.locks.values()) {
			for (const grant of lock.grants) if (grant.owner === from) grant.owner = to;
		}
	}

	/** Grants what can be granted, first come first. */
	wake(lock: Lock): void {
		const ahead: LockMode[] = [];
		for (const waiter of [...lock.queue]) {
			const isBehind = ahead.some((mode) => lockModesConflict(waiter.mode, mode));
			if (isBehind || this.#isHeldAgainst(waiter)) {
				ahead.push(waiter.mode);
				continue;
			}
			lock.queue = lock.queue.filter((one) => one !== waiter);
			this.#grant(waiter);
			waiter.holder.granted(waiter);
		}
	}

	#positionFor(waiter: Waiter): number | 'granted' {
		const { lock } = waiter;
		const own = lock.grants.filter((grant) => grant.holder === waiter.holder);
		if (own.some((grant) => grant.mode === waiter.mode)) return 'granted';
		const ahead: LockMode[] = [];
		for (const [i, other] of lock.queue.entries()) {
			if (own.some((grant) => lockModesConflict(grant.mode, other.mode))) {
				const isFree = !ahead.some((mode) => lockModesConflict(waiter.mode, mode));
				return isFree && !this.#isHeldAgainst(waiter) ? 'granted' : i;
			}
			ahead.push(other.mode);
		}
		const isFree = !ahead.some((mode) => lockModesConflict(waiter.mode, mode));
		return isFree && !this.#isHeldAgainst(waiter) ? 'granted' : lock.queue.length;
	}

	#isHeldAgainst({ holder, lock, mode }: Waiter): boolean {
		return lock.grants.some((grant) => grant.holder !== holder && lockModesConflict(grant.mode, mode));
	}

	#grant({ holder, lock, mode, owner }: Waiter): void {
		const same = lock.grants.find((one) => one.holder === holder && one.mode === mode && one.owner === owner);
		if (same) same.count++;
		else lock.grants.push({ holder, mode, owner, count: 1 });
		this.#onChange?.(lock);
	}

	#lockOf(tag: LockTag): Lock {
		const known = this.locks.get(tag.key);
		if (known) return known;
		const lock: Lock = { tag, grants: [], queue: [] };
		this.locks.set(tag.key, lock);
		return lock;
	}

	#changed(lock: Lock): void {
		this.wake(lock);
		this.#onChange?.(lock);
		this.#forgetEmpty(lock);
	}

	#forgetEmpty(lock: Lock): void {
		if (lock.grants.length === 0 && lock.queue.length === 0) this.locks.delete(lock.tag.key);
	}
}
