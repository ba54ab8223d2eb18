import type { Process } from '../../kernel/process.ts';
import { clock, newTimerOf, ownNow, startTimerAt, stopTimer } from '../../runtime/clock.ts';
import { turn } from '../../runtime/turn.ts';

/**
 * A timer in a process's turn that keeps the program running, as an open request does in Node: so that
 * its time runs out before the run does. Gives what takes it back.
 */
export function awaitedTimer(process: Process, delayMs: number, callback: () => void): () => void {
	const timer = newTimerOf(process, turn.cause, callback);
	startTimerAt(timer, (turn.owner === process ? ownNow() : clock.now) + delayMs);
	return () => stopTimer(timer.id);
}
