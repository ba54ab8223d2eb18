import type { Connection } from '../../src/lib/lab/kernel/connection.ts';
import type { Process } from '../../src/lib/lab/kernel/process.ts';
import type { KafkaOptions } from '../../src/lib/lab/services/kafka/kafka-cluster.ts';
import type { Api, NewRecord, RequestOf, ResponseOf } from '../../src/lib/lab/services/kafka/protocol.ts';

// The kernel and the broker run in this process, as they are: only the machine's host is not there.
Object.assign(globalThis, { __host: () => '' });
const { configureLab, simulation } = await import('../../src/lib/lab/kernel/current.ts');
const { fireNext, elapsedMs } = await import('../../src/lib/lab/runtime/clock.ts');
const { running } = await import('../../src/lib/lab/runtime/current.ts');
const { addKafka } = await import('../../src/lib/lab/services/kafka/kafka-cluster.ts');
const { KAFKA_PORT } = await import('../../src/lib/lab/services/kafka/cluster.ts');
const { bodyOf, responseFrom } = await import('../../src/lib/lab/services/kafka/broker-link.ts');

/** What a broker that cannot be reached answers. */
export class Unreachable extends Error {}

/** A cluster of brokers and the nodes that ask them, under one seed. */
export class KafkaWorld {
	readonly kafka: ReturnType<typeof addKafka>;
	readonly simulation = simulation();
	readonly #beganAtMs = elapsedMs();

	constructor(options: KafkaOptions) {
		this.kafka = addKafka(options);
	}

	/** A node that asks brokers; it lives as long as the world. */
	client(name: string): Promise<TestClient> {
		return new Promise((resolve) => {
			this.simulation.addNode({
				name,
				kind: 'process',
				start: (process) => resolve(new TestClient(process))
			});
		});
	}

	get nowMs(): number {
		return elapsedMs() - this.#beganAtMs;
	}

	node(name: string) {
		return this.simulation.nodeNamed(name);
	}
}

/** Speaks the protocol as it is, without what a client library adds. */
export class TestClient {
	readonly process: Process;
	readonly #connections = new Map<string, Promise<Connection>>();
	readonly #waiting = new Map<number, { resolve(payload: unknown): void; reject(error: Error): void }>();
	#correlationId = 0;

	constructor(process: Process) {
		this.process = process;
	}

	/** Rejects with `Unreachable` when the connection cannot be had, breaks, or nothing comes for `patienceMs`. */
	async ask<Name extends Api>(
		broker: string,
		api: Name,
		body: RequestOf<Name>,
		patienceMs = 30_000
	): Promise<ResponseOf<Name>> {
		let connecting = this.#connections.get(broker);
		if (!connecting) {
			connecting = this.#connect(broker);
			this.#connections.set(broker, connecting);
		}
		const connection = await connecting;
		const correlationId = this.#correlationId++;
		const answer = await new Promise((resolve, reject) => {
			const cancel = this.process.setTimer(patienceMs, () => {
				connection.destroy();
				this.#connections.delete(broker);
				this.#waiting.delete(correlationId);
				reject(new Unreachable(`${broker} is silent`));
			});
			this.#waiting.set(correlationId, {
				resolve(payload) {
					cancel();
					resolve(payload);
				},
				reject(error) {
					cancel();
					reject(error);
				}
			});
			const payload = { api, correlationId, clientId: this.process.name, body };
			if (connection.send(payload, { label: api }) < 0) this.#lose(broker);
		});
		return bodyOf<Name>(responseFrom(answer));
	}

	/** One record to one partition; the answer for it. */
	async produce(
		broker: string,
		{ value, key = null, topic = 'orders', partition = 0, acks = -1, ...rest }: Sent
	): Promise<ResponseOf<'Produce'>['partitions'][number]> {
		const records = (Array.isArray(value) ? value : [value]).map((text) => recordOf(key, text));
		const identity = { producerId: -1, producerEpoch: -1, baseSequence: -1, ...rest.producer };
		const { partitions } = await this.ask(
			broker,
			'Produce',
			{
				acks,
				timeoutMs: rest.timeoutMs ?? 5_000,
				transactionalId: rest.transactionalId ?? null,
				batches: [{ topic, partition, ...identity, records }]
			},
			rest.patienceMs
		);
		return onlyOf(partitions);
	}

	async fetch(
		broker: string,
		{
			topic = 'orders',
			partition = 0,
			offset = 0,
			isolation = 'read_uncommitted',
			maxWaitMs = 0
		}: Wanted = {}
	): Promise<ResponseOf<'Fetch'>['partitions'][number]> {
		const { partitions } = await this.ask(broker, 'Fetch', {
			replicaId: -1,
			maxWaitMs,
			minBytes: 1,
			maxBytes: 10_485_760,
			isolation,
			partitions: [{ topic, partition, fetchOffset: offset, maxBytes: 1_048_576, lastEpoch: -1 }]
		});
		return onlyOf(partitions);
	}

	#connect(broker: string): Promise<Connection> {
		return this.process.connect(broker, KAFKA_PORT, 'kafka').then(
			(connection) => {
				connection.onMessage = (payload) => {
					const { correlationId } = responseFrom(payload);
					this.#waiting.get(correlationId)?.resolve(payload);
					this.#waiting.delete(correlationId);
				};
				connection.onClose = () => this.#lose(broker);
				return connection;
			},
			(error: unknown) => {
				this.#connections.delete(broker);
				throw new Unreachable(String(error));
			}
		);
	}

	/** With one connection all that waits is lost: this client asks one broker at a time. */
	#lose(broker: string): void {
		this.#connections.delete(broker);
		const waiting = [...this.#waiting.values()];
		this.#waiting.clear();
		for (const { reject } of waiting) reject(new Unreachable(`${broker} is gone`));
	}
}

export interface Sent {
	value: string | null | string[];
	key?: string | null;
	topic?: string;
	partition?: number;
	acks?: -1 | 0 | 1;
	timeoutMs?: number;
	patienceMs?: number;
	transactionalId?: string;
	producer?: { producerId: number; producerEpoch: number; baseSequence: number };
}

interface Wanted {
	topic?: string;
	partition?: number;
	offset?: number;
	isolation?: 'read_committed' | 'read_uncommitted';
	maxWaitMs?: number;
}

/** Runs a story in a world of its own until it ends; time is virtual. */
export async function inWorld<Told>(
	{ seed = 1, isTraced = false, ...options }: KafkaOptions & { seed?: number; isTraced?: boolean },
	story: (world: KafkaWorld) => Promise<Told>
): Promise<Told> {
	configureLab({ seed }, isTraced);
	// A world begins with each check.
	Reflect.set(running, 'task', { name: `seed ${seed}` });
	const world = new KafkaWorld(options);
	let outcome: { told: Told } | { error: unknown } | null = null;
	story(world).then(
		(told) => {
			outcome = { told };
		},
		(error: unknown) => {
			outcome = { error };
		}
	);
	const until = elapsedMs() + 24 * 3_600_000;
	const over = () => outcome;
	for (;;) {
		await settled();
		const ended = over();
		if (ended) {
			world.simulation.end();
			if ('error' in ended) throw ended.error;
			return ended.told;
		}
		if (!fireNext(until + 1_700_000_000_000))
			throw new Error('nothing happens any more, and the story is not over');
	}
}

/** All promise jobs of an event run before the next event. */
function settled(): Promise<void> {
	return new Promise((resolve) => {
		process.nextTick(resolve);
	});
}

export const textOf = (bytes: Uint8Array | null): string | null => bytes && new TextDecoder().decode(bytes);

export function onlyOf<Item>(items: readonly Item[]): Item {
	const [item] = items;
	if (item === undefined) throw new Error('there is none');
	return item;
}

function recordOf(key: string | null, value: string | null): NewRecord {
	const bytes = (text: string | null) => (text === null ? null : new TextEncoder().encode(text));
	return { timestamp: 1_700_000_000_000 + elapsedMs(), key: bytes(key), value: bytes(value), headers: [] };
}
