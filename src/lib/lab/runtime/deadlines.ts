import { clock, fireNext } from './clock.ts';
import { append } from './host.ts';
import { turn } from './turn.ts';

/**
 * The timers of the harness: timeouts of checks, `vi.waitFor`, `expect.poll`. They run on the same
 * virtual time as the program's, stand in no list a check can count or clear, and go on while fake
 * timers hold the program's still.
 */
interface Deadline {
	at: number;
	callback: () => void;
}

let pending: Deadline[] = [];
/** What the time was when the clock was held still. */
const held: { at: number | null } = { at: null };

/** The time that fake timers do not change. */
export function realNow(): number {
	return held.at ?? clock.now;
}

export function holdClock(): void {
	held.at ??= clock.now;
	clock.isFrozen = true;
}

export function releaseClock(): void {
	if (held.at !== null) clock.now = held.at;
	held.at = null;
	clock.isFrozen = false;
}

/** Gives what takes it back. */
export function setDeadline(callback: () => void, delayMs: number): () => void {
	const deadline = { at: realNow() + delayMs, callback };
	append(pending, deadline);
	return () => {
		pending = pending.filter((other) => other !== deadline);
	};
}

export function sleep(ms: number): Promise<void> {
	return new Promise((resolve) => {
		setDeadline(resolve, ms);
	});
}

/** What comes next: a timer of the program, unless it is held, or a deadline. False when there is neither. */
export function fireNextOfAll(): boolean {
	let next: Deadline | null = null;
	for (const deadline of pending) if (!next || deadline.at < next.at) next = deadline;
	if (!clock.isFrozen && fireNext(next?.at)) return true;
	if (!next) return false;
	const due = next;
	pending = pending.filter((other) => other !== due);
	if (held.at === null) clock.now = Math.max(clock.now, due.at);
	else held.at = Math.max(held.at, due.at);
	turn.owner = null;
	turn.cause = -1;
	due.callback();
	return true;
}
