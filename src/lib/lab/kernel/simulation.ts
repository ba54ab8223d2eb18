import { LAB } from '../../domain/limits.ts';
import type { Schedule, Trace } from '../../domain/trace.ts';
import { clock, elapsedMs, newTimerOf, startTimerAt } from '../runtime/clock.ts';
import { turn } from '../runtime/turn.ts';
import { FaultPlan } from './fault-plan.ts';
import { Network } from './network.ts';
import { LabNode, type NodeDefinition } from './node.ts';
import type { Process } from './process.ts';
import { RandomStream } from './random-stream.ts';
import { TraceRecorder } from './trace-recorder.ts';

/** A service that is there when a program first connects to its port on `localhost`: the quick start of each client works as it is. */
export interface LocalService {
	port: number;
	define(): NodeDefinition;
}

/** One world: nodes, the network between them, and what happened. Nothing of it goes on after `end()`. */
export class Simulation {
	readonly schedule: Schedule;
	readonly recorder: TraceRecorder;
	readonly faults: FaultPlan;
	readonly network = new Network(this);
	readonly nodes = new Map<string, LabNode>();
	hasEnded = false;
	/** A scenario has run to its end: a program does not wait for what its nodes would still do. */
	hasRun = false;
	/** On the clock. */
	readonly startedAt = clock.now;
	#mainActiveAtMs = Number.NEGATIVE_INFINITY;
	readonly #localServices: readonly LocalService[];
	readonly #ties: RandomStream | null;

	constructor(
		schedule: Schedule,
		{ isTraced, localServices }: { isTraced: boolean; localServices: readonly LocalService[] }
	) {
		this.schedule = schedule;
		this.recorder = new TraceRecorder(isTraced);
		this.faults = new FaultPlan(schedule, this.recorder);
		this.#localServices = localServices;
		const { tieBreak } = schedule;
		this.#ties = tieBreak === undefined ? null : new RandomStream(tieBreak, 'ties');
	}

	get elapsedMs(): number {
		return clock.now - this.startedAt;
	}

	/** Numbers for one purpose, that no other purpose disturbs. */
	random(name: string): RandomStream {
		return new RandomStream(this.schedule.seed, name);
	}

	/** Adds a node and starts it. */
	addNode(definition: NodeDefinition): LabNode {
		const { name } = definition;
		if (!/^[a-z][a-z0-9.-]{0,39}$/i.test(name))
			throw new RangeError(
				`"${name}" cannot be the name of a node: begin with a letter; then letters, digits, "-" and "." may follow, 40 in all.`
			);
		if (this.nodes.has(name))
			throw new RangeError(`There is a node "${name}" already: each needs a name of its own.`);
		if (this.nodes.size >= LAB.nodesMaxCount)
			throw new RangeError(`A lab has ${LAB.nodesMaxCount} nodes at most.`);
		const node = new LabNode(this, definition);
		this.nodes.set(name, node);
		node.start();
		return node;
	}

	/** Throws a sentence that lists those there are. */
	nodeNamed(name: string): LabNode {
		const node = this.nodes.get(name);
		if (!node)
			throw new RangeError(
				`There is no node "${name}". There ${this.nodes.size === 1 ? 'is' : 'are'} ${[...this.nodes.keys()].join(', ') || 'none'}.`
			);
		return node;
	}

	/** The service that stands on `localhost` at this port when nobody put one there. */
	localService(port: number): LabNode | null {
		const service = this.#localServices.find((each) => each.port === port);
		if (!service) return null;
		const definition = service.define();
		return this.nodes.get(definition.name) ?? this.addNode(definition);
	}

	/** At a moment of the clock, in nobody's turn. Gives what takes it back. */
	at(moment: number, callback: () => void): () => void {
		let isWanted = true;
		const timer = newTimerOf(null, turn.cause, () => {
			if (isWanted && !this.hasEnded) callback();
		});
		timer.isAwaited = false;
		startTimerAt(timer, moment, this.#ties?.below(TIES) ?? 0);
		return () => {
			isWanted = false;
		};
	}

	after(delayMs: number, callback: () => void): () => void {
		return this.at(clock.now + delayMs, callback);
	}

	/** In the turn of a process, which ends with the call. */
	during(process: Process, callback: () => void): void {
		const { owner, cause } = turn;
		turn.owner = process;
		try {
			callback();
		} finally {
			turn.owner = owner;
			turn.cause = cause;
		}
	}

	/** In the turn of a process, as soon as its thread is free. */
	runAs(process: Process, callback: () => void): void {
		if (process.busyUntil > clock.now) {
			process.setTimer(process.busyUntil - clock.now, callback);
			return;
		}
		turn.owner = process;
		try {
			callback();
		} catch (error) {
			process.uncaught(error);
		}
	}

	/** Code outside of any node has asked a service for something. */
	noteMain(): void {
		this.#mainActiveAtMs = elapsedMs();
	}

	/**
	 * Something has happened lately, or may still: a program without anything else to do goes on. After a scenario
	 * has run only what the program itself asks for counts.
	 */
	get isActive(): boolean {
		const lastMs = this.hasRun ? this.#mainActiveAtMs : this.recorder.activeAtMs;
		return !this.hasEnded && elapsedMs() - lastMs < LAB.quietMs;
	}

	end(): void {
		if (this.hasEnded) return;
		this.hasEnded = true;
		for (const { process } of this.nodes.values()) process?.end(true);
		if (turn.owner?.hasEnded === true) turn.owner = null;
	}

	trace(): Trace {
		const { lanes, events, faults, omittedCount } = this.recorder;
		return {
			version: 1,
			seed: this.schedule.seed,
			endMs: this.recorder.sinceStart(elapsedMs()),
			lanes,
			events,
			faults,
			omittedCount
		};
	}
}

/** How far things of one moment are shuffled when the schedule says so. */
const TIES = 64;
