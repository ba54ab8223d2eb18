import type {
	DropReason,
	InjectedFault,
	Json,
	Lane,
	Protocol,
	Trace,
	TraceEvent,
	TraceSource
} from '#lib/domain/trace.ts';

type EventBody = TraceEvent extends infer Event
	? Event extends TraceEvent
		? Omit<Event, 'index' | 'atMs' | 'cause' | 'lamport'>
		: never
	: never;

interface Letter {
	from: string;
	to: string;
	protocol: Protocol;
	label: string;
	latencyMs: number;
	answers?: number;
	isRoutine?: true;
	body?: Json;
	source?: TraceSource;
	lostBy?: DropReason;
	onarrive?: (message: number) => void;
}

/**
 * Writes a trace as the machine would, without the machine: a queue of things to happen, in the order of their
 * virtual time, each knowing what led to it.
 */
export class TraceWriter {
	nowMs = 0;
	readonly #lanes: Lane[];
	readonly #events: TraceEvent[] = [];
	readonly #faults: InjectedFault[] = [];
	readonly #down = new Set<string>();
	readonly #lamport = new Map<string, number>();
	#queue: { atMs: number; order: number; cause: number; run: () => void }[] = [];
	#order = 0;
	#cause = -1;
	#messages = 0;

	constructor(lanes: Lane[]) {
		this.#lanes = lanes;
	}

	get eventsCount() {
		return this.#events.length;
	}

	isDown(node: string) {
		return this.#down.has(node);
	}

	/** What the scenario does by itself: nothing led to it. */
	plan(run: () => void) {
		this.#cause = -1;
		run();
		this.#cause = -1;
	}

	after(delayMs: number, run: () => void) {
		this.#order += 1;
		this.#queue.push({ atMs: this.nowMs + delayMs, order: this.#order, cause: this.#cause, run });
	}

	record(body: EventBody): number {
		const index = this.#events.length;
		const lamport = (this.#lamport.get(body.node) ?? 0) + 1;
		this.#lamport.set(body.node, lamport);
		const atMs = Math.round(this.nowMs * 1000) / 1000;
		this.#events.push({ ...body, index, atMs, cause: this.#cause, lamport });
		this.#cause = index;
		return index;
	}

	send({ from, latencyMs, lostBy, onarrive, ...letter }: Letter): number {
		this.#messages += 1;
		const message = this.#messages;
		const { answers = null, ...rest } = letter;
		const led = this.#cause;
		const sent = this.record({ kind: 'send', node: from, message, answers, ...rest });
		const { to } = letter;
		this.after(latencyMs, () => {
			const why = lostBy ?? (this.#down.has(to) ? 'down' : null);
			this.#lamport.set(to, Math.max(this.#lamport.get(to) ?? 0, this.#events[sent]?.lamport ?? 0));
			if (why !== null) this.record({ kind: 'drop', node: to, message, from, why });
			else {
				this.record({ kind: 'receive', node: to, message, from });
				onarrive?.(message);
			}
		});
		this.#cause = led;
		return message;
	}

	crash(node: string, reason = 'fault') {
		this.#down.add(node);
		const nth = this.#faults.length + 1;
		this.#faults.push({ id: `crash ${node} #${nth}`, atMs: this.nowMs, text: `${node} crashed` });
		this.record({ kind: 'crash', node, reason });
	}

	restart(node: string) {
		this.#down.delete(node);
		this.record({ kind: 'restart', node, incarnation: 2 });
	}

	run(seed: number, isOver: () => boolean = () => false): Trace {
		while (this.#queue.length > 0 && !isOver()) {
			this.#queue.sort((one, other) => one.atMs - other.atMs || one.order - other.order);
			const next = this.#queue.shift();
			if (!next) break;
			this.nowMs = next.atMs;
			this.#cause = next.cause;
			next.run();
		}
		return {
			version: 1,
			seed,
			endMs: this.nowMs,
			lanes: this.#lanes,
			events: this.#events,
			faults: this.#faults,
			omittedCount: 0
		};
	}
}
