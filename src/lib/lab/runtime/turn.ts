import type { LogLevel } from '../../domain/trace.ts';
import type { RandomStream } from '../kernel/random-stream.ts';

/**
 * Whose turn it is. A timer fires for the one that set it, and every promise job until the next timer
 * fires belongs to the same turn: so what the platform gives (`Date`, `Math.random`, `console`, a
 * client's connection) knows by this who asks.
 */
export interface Owner {
	readonly name: string;
	/** A crashed process never goes on. */
	readonly hasEnded: boolean;
	/** Its one thread is occupied until then, in milliseconds of the clock; what is due earlier waits. */
	readonly busyUntil: number;
	/** What its own clock shows beyond the true time. */
	readonly skewMs: number;
	readonly random: RandomStream;
	/** Its scenario has been run: what it would still do is not waited for. */
	readonly isOver: boolean;
	/** Of its machine. */
	readonly env: Record<string, string>;
	/** @returns the name that stands beside the line; none outside of any node. */
	printed(level: LogLevel, text: string): string | undefined;
	/** Ends the process; false where that would end the run. */
	exit(code: number): boolean;
	/** An error that nothing caught ends a process. */
	uncaught(error: unknown): void;
}

export const turn: {
	/** Null for what belongs to no node of the lab: checks, and programs without one. */
	owner: Owner | null;
	/** The event of the trace that led here; -1 for none. */
	cause: number;
} = { owner: null, cause: -1 };
