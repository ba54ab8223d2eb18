import type { AddedFault, Schedule } from '../../domain/trace.ts';
import { elapsedMs } from '../runtime/clock.ts';
import { append } from '../runtime/host.ts';
import type { TraceRecorder } from './trace-recorder.ts';

/**
 * Decides which faults happen, and names each, so that a failing run can be tried again with fewer.
 * A name counts the occasions of its kind and place; leaving one out does not rename those before it.
 */
export class FaultPlan {
	readonly #only: ReadonlySet<string> | null;
	readonly #counts = new Map<string, number>();
	readonly #recorder: TraceRecorder;
	readonly added: readonly AddedFault[];

	constructor({ onlyFaults, addedFaults = [] }: Schedule, recorder: TraceRecorder) {
		this.#only = onlyFaults ? new Set(onlyFaults) : null;
		this.#recorder = recorder;
		this.added = addedFaults;
	}

	/** The name of the next fault of this kind: `crash worker-1 #1`. */
	nextId(kind: string): string {
		const count = (this.#counts.get(kind) ?? 0) + 1;
		this.#counts.set(kind, count);
		return `${kind} #${count}`;
	}

	/** Whether the fault happens; one that does is told. */
	happens(id: string, text: string): boolean {
		if (this.#only && !this.#only.has(id)) return false;
		this.tell(id, text);
		return true;
	}

	tell(id: string, text: string): void {
		append(this.#recorder.faults, { id, atMs: this.#recorder.sinceStart(elapsedMs()), text });
	}

	isDropped(message: number): boolean {
		return this.added.some((fault) => fault.kind === 'drop' && fault.message === message);
	}

	slownessOf(a: string, b: string): number {
		let factor = 1;
		for (const fault of this.added)
			if (fault.kind === 'slow' && fault.nodes.includes(a) && fault.nodes.includes(b)) factor *= fault.factor;
		return factor;
	}
}
