import type { Process } from '../../../kernel/process.ts';
import { KafkaJSNonRetriableError } from './errors.ts';
import { messageOf } from './failures.ts';
import type { Logger } from './logger.ts';

/** https://kafka.js.org/docs/instrumentation-events */
export interface InstrumentationEvent {
	id: number;
	type: string;
	timestamp: number;
	payload: unknown;
}

type Listener = (event: InstrumentationEvent) => unknown;

const NETWORK = {
	REQUEST: 'network.request',
	REQUEST_TIMEOUT: 'network.request_timeout',
	REQUEST_QUEUE_SIZE: 'network.request_queue_size'
};

const NAMES = {
	producer: { CONNECT: 'connect', DISCONNECT: 'disconnect', ...NETWORK },
	admin: { CONNECT: 'connect', DISCONNECT: 'disconnect', ...NETWORK },
	consumer: {
		HEARTBEAT: 'heartbeat',
		COMMIT_OFFSETS: 'commit_offsets',
		GROUP_JOIN: 'group_join',
		FETCH: 'fetch',
		FETCH_START: 'fetch_start',
		START_BATCH_PROCESS: 'start_batch_process',
		END_BATCH_PROCESS: 'end_batch_process',
		CONNECT: 'connect',
		DISCONNECT: 'disconnect',
		STOP: 'stop',
		CRASH: 'crash',
		REBALANCING: 'rebalancing',
		RECEIVED_UNSUBSCRIBED_TOPICS: 'received_unsubscribed_topics',
		...NETWORK
	}
};

/** `producer.events.CONNECT` is `producer.connect`. */
export function eventsOf(kind: keyof typeof NAMES): Record<string, string> {
	return Object.fromEntries(Object.entries(NAMES[kind]).map(([key, name]) => [key, `${kind}.${name}`]));
}

/** Tells listeners of one producer, consumer or admin. An event nobody listens to is not even made. */
export class Emitter {
	readonly events: Record<string, string>;
	readonly #process: Process;
	readonly #kind: keyof typeof NAMES;
	readonly #listeners = new Map<string, Set<Listener>>();
	#count = 0;

	constructor(process: Process, kind: keyof typeof NAMES) {
		this.#process = process;
		this.#kind = kind;
		this.events = eventsOf(kind);
	}

	emit(name: string, payload?: unknown): void {
		const type = `${this.#kind}.${name}`;
		const listeners = this.#listeners.get(type);
		if (!listeners) return;
		const event = { id: this.#count++, type, timestamp: this.#process.now(), payload };
		for (const listener of [...listeners]) listener(event);
	}

	/** Gives what takes the listener away. An error of a listener is logged, and hurts nobody. */
	on(eventName: string, listener: Listener, logger: Logger): () => void {
		if (!Object.values(this.events).includes(eventName)) {
			const keys = Object.keys(this.events).map((key) => `${this.#kind}.events.${key}`);
			throw new KafkaJSNonRetriableError(`Event name should be one of ${keys.join(', ')}`);
		}
		const guarded: Listener = async (event) => {
			try {
				await listener(event);
			} catch (error) {
				logger.error(`Failed to execute listener: ${messageOf(error)}`, { eventName });
			}
		};
		const listeners = this.#listeners.get(eventName) ?? new Set();
		this.#listeners.set(eventName, listeners);
		listeners.add(guarded);
		return () => listeners.delete(guarded);
	}
}
