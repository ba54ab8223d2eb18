import type { Outcome } from '../session.ts';
import { checkForDeadlock } from './deadlock.ts';
import type { LockHolder, LockManager, Waiter } from './lock-manager.ts';
import { timeOf, type Settings } from './settings.ts';
import { SqlError } from './sql-error.ts';
import type { Waiting } from './suspension.ts';

/** Time as the surroundings tell it. */
export interface Clock {
	now: () => number;
	setTimer: (ms: number, callback: () => void) => () => void;
}

interface Waits extends LockHolder {
	readonly settings: Settings;
	/** It has begun to wait, or goes on. */
	readonly changed: () => void;
}

/**
 * Drives a statement from wait to wait: until its lock is granted, its time is up, a deadlock is found or
 * somebody cancels it. Who was woken first goes on first.
 */
export class Runner {
	waiter: Waiter | null = null;
	readonly #session: Waits;
	readonly #clock: Clock;
	readonly #locks: LockManager;
	#work: Waiting<Outcome> | null = null;
	#done: ((outcome: Outcome) => void) | null = null;
	#timers: (() => void)[] = [];
	#isStopped = false;

	constructor(session: Waits, clock: Clock, locks: LockManager) {
		this.#session = session;
		this.#clock = clock;
		this.#locks = locks;
	}

	get isBusy(): boolean {
		return this.#work !== null;
	}

	start(work: Waiting<Outcome>, done: (outcome: Outcome) => void): void {
		this.#work = work;
		this.#done = done;
		READY.push(() => this.#step(null));
		drain();
	}

	granted(waiter: Waiter): void {
		if (this.waiter !== waiter) return;
		this.#wake(null);
	}

	/** Nothing happens to who does not wait: a statement that computes is over before anybody can stop it. */
	interrupt(error: SqlError): void {
		if (this.#isStopped) this.#wake(error);
	}

	/** Ends without an outcome; what it held is for the caller to release. */
	abandon(): void {
		this.#stopTimers();
		this.waiter = null;
		this.#isStopped = false;
		const work = this.#work;
		this.#work = null;
		if (!work) return;
		try {
			work.throw(new SqlError('57P01', 'terminating connection'));
		} catch {
			// What was in the middle of something has put it back; there is nobody to tell.
		}
	}

	#wake(error: SqlError | null): void {
		this.#stopTimers();
		this.waiter = null;
		this.#session.changed();
		this.#isStopped = false;
		READY.push(() => this.#step(error));
		drain();
	}

	#step(error: SqlError | null): void {
		if (this.#work === null) return;
		const step = error === null ? this.#work.next() : this.#work.throw(error);
		if (step.done) {
			const done = this.#done;
			this.#work = null;
			this.#done = null;
			done?.(step.value);
			return;
		}
		this.#isStopped = true;
		if (step.value.kind === 'sleep') {
			this.#timers = [this.#clock.setTimer(step.value.ms, () => this.#wake(null))];
			return;
		}
		this.#waitFor(step.value.waiter);
	}

	#waitFor(waiter: Waiter): void {
		this.waiter = waiter;
		this.#session.changed();
		const { settings } = this.#session;
		const check = this.#clock.setTimer(timeOf(settings, 'deadlock_timeout'), () =>
			this.#checkForDeadlock(waiter)
		);
		this.#timers = [check];
		const lockTimeoutMs = timeOf(settings, 'lock_timeout');
		if (lockTimeoutMs === 0) return;
		const error = new SqlError('55P03', 'canceling statement due to lock timeout');
		this.#timers.push(this.#clock.setTimer(lockTimeoutMs, () => this.interrupt(error)));
	}

	#checkForDeadlock(waiter: Waiter): void {
		if (this.waiter !== waiter) return;
		const error = checkForDeadlock(waiter, this.#locks);
		if (error) this.#wake(error);
	}

	#stopTimers(): void {
		for (const stop of this.#timers) stop();
		this.#timers = [];
	}
}

/** Steps that are due, in the order in which they became so; one runs at a time. */
const READY: (() => void)[] = [];
let isDraining = false;

function drain(): void {
	if (isDraining) return;
	isDraining = true;
	try {
		for (let step = READY.shift(); step; step = READY.shift()) step();
	} finally {
		isDraining = false;
	}
}
