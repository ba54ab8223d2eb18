import type { LaneKind } from '../../domain/trace.ts';
import { append } from '../runtime/host.ts';
import { turn } from '../runtime/turn.ts';
import { Disk } from './disk.ts';
import { Process } from './process.ts';
import type { Simulation } from './simulation.ts';

export interface NodeDefinition {
	/** Unique; also the host name by which others reach it. */
	name: string;
	kind: LaneKind;
	/** Nodes of one cluster stand together. */
	group?: string | null;
	/** It runs code of the learner: its events have the lines that did them. */
	isLearners?: boolean;
	/** Of its clock on the wall, beyond the true time. */
	clockSkewMs?: number;
	env?: Record<string, string>;
	/** How long after a crash it starts again; null: never by itself. */
	restartAfterMs?: number | null;
	/** Code outside of any node: what happens to it happens to the run itself. */
	isMain?: boolean;
	/** What a process does when it starts, in its own turn. */
	start(process: Process): unknown;
}

/** A machine of the lab: what outlives its processes. */
export class LabNode {
	readonly simulation: Simulation;
	readonly name: string;
	readonly kind: LaneKind;
	readonly isLearners: boolean;
	readonly isMain: boolean;
	readonly disk = new Disk();
	/** Where its processes have taken connections. */
	readonly ports = new Set<number>();
	readonly env: Record<string, string>;
	clockSkewMs: number;
	/** Null while it is down. */
	process: Process | null = null;
	incarnation = 0;
	readonly #definition: NodeDefinition;

	constructor(simulation: Simulation, definition: NodeDefinition) {
		this.simulation = simulation;
		this.name = definition.name;
		this.kind = definition.kind;
		this.isLearners = definition.isLearners ?? false;
		this.isMain = definition.isMain ?? false;
		this.env = { ...definition.env };
		this.clockSkewMs = definition.clockSkewMs ?? 0;
		this.#definition = definition;
		append(simulation.recorder.lanes, {
			name: definition.name,
			kind: definition.kind,
			group: definition.group ?? null
		});
	}

	/** Begins a new incarnation; nothing when it runs already. */
	start(): void {
		if (this.process) return;
		const process = new Process(this, ++this.incarnation);
		this.process = process;
		const { recorder } = this.simulation;
		const begin = () => {
			turn.cause = recorder.record(process, {
				kind: this.incarnation === 1 ? 'start' : 'restart',
				incarnation: this.incarnation
			});
			const done = this.#definition.start(process);
			if (done instanceof Promise) done.then(undefined, (error: unknown) => process.uncaught(error));
		};
		// A service is there as soon as a scenario names it; a program begins when its turn comes.
		if (this.isLearners) process.setTimer(0, begin);
		else this.simulation.during(process, begin);
	}

	/** The process is gone at once; its connections are reset; what it wrote to its disk is still there. */
	crash(reason: string): void {
		this.#end(reason, false);
	}

	/** As a crash, but nobody is told, and what was not synced to disk is lost. */
	losePower(): void {
		this.#end('power', true);
		this.disk.losePower();
	}

	/** Ends well, and stays ended until `start()`. */
	stop(): void {
		const { process } = this;
		if (!process) return;
		this.simulation.recorder.record(process, { kind: 'stop', incarnation: this.incarnation });
		this.process = null;
		process.end(false);
	}

	#end(reason: string, isSilent: boolean): void {
		const { process } = this;
		if (!process) return;
		turn.cause = this.simulation.recorder.record(process, { kind: 'crash', reason });
		this.process = null;
		process.end(isSilent);
		const { restartAfterMs = null } = this.#definition;
		if (restartAfterMs !== null) this.simulation.after(restartAfterMs, () => this.start());
	}
}
