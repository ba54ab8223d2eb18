import { LAB } from '../../domain/limits.ts';
import type { Json, LogLevel, StateOperation } from '../../domain/trace.ts';
import { parseJson, toJson } from '../runtime/host.ts';
import {
	clock,
	elapsedMs,
	newTimerOf,
	ownElapsedMs,
	ownNow,
	startTimerAt,
	stopTimer
} from '../runtime/clock.ts';
import { append } from '../runtime/host.ts';
import { turn, type Owner } from '../runtime/turn.ts';
import type { Connection } from './connection.ts';
import type { Disk } from './disk.ts';
import type { LabNode } from './node.ts';
import type { RandomStream } from './random-stream.ts';
import type { Simulation } from './simulation.ts';
import type { Subject } from './trace-recorder.ts';

/** What a message says of itself in the trace. */
export interface MessageAbout {
	/** What a figure writes on the arrow: `Produce orders`, `GET cart:7`, `200 OK`. Short. */
	label: string;
	/** The number of the message this one answers. */
	answers?: number | null;
	/** Routine that figures fold away, and that does not keep a program running: heartbeats, empty polls. */
	isRoutine?: boolean;
	/** What was sent, for people to look at; a small copy of it goes into the trace. */
	body?: unknown;
}

export type OnConnection = (connection: Connection) => void;
export type OnDatagram = (payload: unknown, from: string, message: number) => void;

/**
 * One incarnation of a node: what runs from a start to a crash. Everything it does goes through here,
 * so that nothing goes on once it has ended.
 */
export class Process implements Owner, Subject {
	readonly node: LabNode;
	readonly incarnation: number;
	readonly random: RandomStream;
	/** Its thread is occupied until then; see `busy`. */
	busyUntil = 0;
	lamport = 0;
	hasEnded = false;
	onDatagram: OnDatagram | null = null;
	readonly listeners = new Map<number, OnConnection>();
	readonly connections = new Set<Connection>();
	#onEnd: (() => void)[] = [];

	constructor(node: LabNode, incarnation: number) {
		this.node = node;
		this.incarnation = incarnation;
		this.random = node.simulation.random(`${node.name} #${incarnation}`);
	}

	get name(): string {
		return this.node.name;
	}

	get simulation(): Simulation {
		return this.node.simulation;
	}

	get isLearners(): boolean {
		return this.node.isLearners;
	}

	get isOver(): boolean {
		return this.simulation.hasRun && !this.node.isMain;
	}

	get skewMs(): number {
		return this.node.clockSkewMs;
	}

	get env(): Record<string, string> {
		return this.node.env;
	}

	get disk(): Disk {
		return this.node.disk;
	}

	/** Virtual time since the run began, as its thread sees it. */
	elapsedMs(): number {
		return turn.owner === this ? ownElapsedMs() : elapsedMs();
	}

	/** What the clock on its wall shows: milliseconds since 1970, with its skew. */
	now(): number {
		return (turn.owner === this ? ownNow() : clock.now) + this.skewMs;
	}

	/**
	 * Calls back in this process's own turn, unless it has ended by then.
	 * It does not keep a program running: a server's housekeeping is not what a program waits for.
	 *
	 * @returns what takes it back.
	 */
	setTimer(delayMs: number, callback: () => void): () => void {
		const timer = newTimerOf(this, turn.cause, callback);
		timer.isAwaited = false;
		startTimerAt(timer, (turn.owner === this ? ownNow() : clock.now) + delayMs);
		return () => stopTimer(timer.id);
	}

	/** Like `setTimer`, again and again; the first time after `everyMs`. */
	setRepeatingTimer(everyMs: number, callback: () => void): () => void {
		const timer = newTimerOf(this, -1, callback);
		timer.everyMs = everyMs;
		timer.isAwaited = false;
		startTimerAt(timer, clock.now + everyMs);
		return () => stopTimer(timer.id);
	}

	/** A promise for a moment later, in this process's turn. */
	sleep(ms: number): Promise<void> {
		return new Promise((resolve) => {
			this.setTimer(ms, resolve);
		});
	}

	/** Computes for so long: until then nothing else of this process runs, and what it does next is later. */
	busy(durationMs: number, label: string): void {
		if (durationMs <= 0) return;
		this.simulation.recorder.record(this, { kind: 'busy', durationMs, label });
		this.busyUntil = Math.max(this.busyUntil, clock.now) + durationMs;
	}

	/**
	 * Opens a connection, ordered and without loss as TCP is.
	 *
	 * @param host a node's name, or `localhost`
	 * @returns rejects with a `NetworkError`: ENOTFOUND, ECONNREFUSED, ETIMEDOUT.
	 */
	connect(host: string, port: number, protocol: Connection['protocol']): Promise<Connection> {
		return this.simulation.network.connect(this, { host, port, protocol });
	}

	/** Takes connections at a port. Throws `NetworkError` EADDRINUSE. Gives what ends it; open connections stay. */
	listen(port: number, onConnection: OnConnection): () => void {
		this.simulation.network.listen(this, port, onConnection);
		return () => this.listeners.delete(port);
	}

	/** A message by itself, as UDP sends it: it may be lost, doubled, overtaken. */
	sendDatagram(to: string, payload: unknown, about: MessageAbout): void {
		this.simulation.network.sendDatagram(this, to, payload, about);
	}

	/** What a figure draws, as a whole copy: the lab itself has made it, and bounded it. */
	image(key: string, value: object): void {
		const { recorder } = this.simulation;
		if (!recorder.isTraced || this.hasEnded) return;
		const copy: Json = parseJson(toJson(value));
		recorder.record(this, { kind: 'state', key, operation: 'set', value: copy });
	}

	/** A change of one value that figures show; keys are those of `domain/trace.ts`. */
	state(key: string, operation: StateOperation, value?: unknown): void {
		const { recorder } = this.simulation;
		if (!recorder.isTraced || this.hasEnded) return;
		recorder.record(this, {
			kind: 'state',
			key,
			operation,
			...(value !== undefined && { value: recorder.excerpt(value) })
		});
	}

	gauge(key: string, value: number): void {
		this.simulation.recorder.record(this, { kind: 'gauge', key, value });
	}

	/** Something worth a name: `rebalance`, `failover`, `elected`. */
	mark(name: string, text: string): void {
		this.simulation.recorder.record(this, { kind: 'mark', name, text });
	}

	log(level: LogLevel, text: string): void {
		this.simulation.recorder.record(this, { kind: 'log', level, text: text.slice(0, LAB.logTextMaxLength) });
	}

	printed(level: LogLevel, text: string): string | undefined {
		this.log(level, text);
		return this.node.isMain ? undefined : this.name;
	}

	exit(code: number): boolean {
		if (this.node.isMain) return false;
		if (code === 0) this.node.stop();
		else this.node.crash(`exit code ${code}`);
		return true;
	}

	/** What is to be done when this process has ended, however it did: takes no part in the simulation. */
	onEnd(callback: () => void): void {
		append(this.#onEnd, callback);
	}

	/** Only the node calls this. @param isSilent without power nobody is told that connections are gone. */
	end(isSilent: boolean): void {
		if (this.hasEnded) return;
		this.hasEnded = true;
		this.listeners.clear();
		for (const connection of [...this.connections]) connection.abandon(isSilent);
		this.connections.clear();
		for (const callback of this.#onEnd) callback();
	}

	/** Nothing caught it. A program of the learner crashes by it, as Node does; in a service it is our own mistake. */
	uncaught(error: unknown): void {
		if (this.hasEnded) return;
		if (!this.isLearners || this.node.isMain) throw error;
		const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
		this.log('error', `Uncaught ${text}`);
		this.node.crash(text);
	}
}
