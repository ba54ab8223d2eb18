import { Broker, type ClusterMetadata } from './broker.ts';
import type { ConnectionSettings } from './connection.ts';
import { KafkaJSBrokerNotFound, KafkaJSConnectionError, KafkaJSNonRetriableError } from './errors.ts';
import { isProtocolFault, messageOf, saysRetriable } from './failures.ts';
import { retrierOf, type Retrier, type RetryOptions } from './retry.ts';
import { shuffled } from './together.ts';

export type Brokers = readonly string[] | (() => readonly string[] | Promise<readonly string[]>);

export interface BrokerPoolOptions {
	settings: ConnectionSettings;
	brokers: Brokers;
	retry: RetryOptions | undefined;
	allowAutoTopicCreation: boolean;
	/** How long metadata are believed, in milliseconds. */
	metadataMaxAge: number;
}

/** The brokers a client knows: at first one from its list, then all that one tells of (`src/cluster/brokerPool.js`). */
export class BrokerPool {
	metadata: ClusterMetadata | null = null;
	readonly #options: BrokerPoolOptions;
	readonly #retrier: Retrier;
	#brokers = new Map<number, Broker>();
	#seed: Broker | null = null;
	#seedIndex = 0;
	#expiresAt: number | null = null;

	constructor(options: BrokerPoolOptions) {
		this.#options = options;
		this.#retrier = retrierOf(options.settings.process, options.retry);
	}

	get isConnected(): boolean {
		for (const broker of this.#brokers.values()) if (broker.isConnected) return true;
		return this.#seed?.isConnected === true;
	}

	get nodeIds(): number[] {
		return [...this.#brokers.keys()];
	}

	async connect(): Promise<void> {
		if (this.isConnected) return;
		await this.#retrier(async ({ bail, retryCount, retryTime }) => {
			const seed = (this.#seed ??= await this.#nextSeed());
			try {
				await seed.connect();
			} catch (error) {
				const logger = this.#options.settings.logger.namespace('BrokerPool');
				if (error instanceof KafkaJSConnectionError) {
					this.#seed = await this.#nextSeed();
					logger.error(
						`Failed to connect to seed broker, trying another broker from the list: ${messageOf(error)}`,
						{ retryCount, retryTime }
					);
				} else logger.error(messageOf(error), { retryCount, retryTime });
				if (saysRetriable(error)) throw error;
				bail(error);
			}
		});
	}

	async disconnect(): Promise<void> {
		const all = [...this.#brokers.values(), ...(this.#seed ? [this.#seed] : [])];
		await Promise.all(all.map((broker) => broker.disconnect()));
		this.#brokers.clear();
		this.metadata = null;
	}

	removeBroker({ host, port }: { host: string; port: number }): void {
		for (const [nodeId, broker] of this.#brokers) {
			if (broker.host !== host || broker.port !== port) continue;
			this.#brokers.delete(nodeId);
			this.#expiresAt = null;
			if (this.#seed === broker)
				this.#seed = shuffled(this.#options.settings.process, [...this.#brokers.values()])[0] ?? null;
			return;
		}
	}

	isStale(topics: Iterable<string>): boolean {
		const { metadata } = this;
		const { process } = this.#options.settings;
		if (!metadata || this.#expiresAt === null || process.now() > this.#expiresAt) return true;
		for (const topic of topics)
			if (!metadata.topicMetadata.some((known) => known.topic === topic)) return true;
		return false;
	}

	async refreshMetadataIfNecessary(topics: readonly string[]): Promise<void> {
		if (this.isStale(topics)) await this.refreshMetadata(topics);
	}

	async refreshMetadata(topics: readonly string[]): Promise<void> {
		const broker = await this.#connectedBroker();
		const { metadataMaxAge, allowAutoTopicCreation, settings } = this.#options;
		await this.#retrier(async ({ bail }) => {
			try {
				this.metadata = await broker.metadata(topics, allowAutoTopicCreation);
				this.#expiresAt = settings.process.now() + metadataMaxAge;
				await this.#adopt(this.metadata);
			} catch (error) {
				if (isProtocolFault(error, 'LEADER_NOT_AVAILABLE')) throw error;
				bail(error);
			}
		});
	}

	async findBroker(nodeId: number): Promise<Broker> {
		const broker = this.#brokers.get(nodeId);
		if (!broker) throw new KafkaJSBrokerNotFound(`Broker ${nodeId} not found in the cached metadata`);
		await this.#connectBroker(broker);
		return broker;
	}

	/** The first broker, in an order by lot, that can do it; null when none could. */
	async withBroker<Value>(use: (broker: Broker) => Promise<Value>): Promise<Value | null> {
		const nodeIds = shuffled(this.#options.settings.process, this.nodeIds);
		if (nodeIds.length === 0) throw new KafkaJSBrokerNotFound('No brokers in the broker pool');
		for (const nodeId of nodeIds) {
			const broker = await this.findBroker(nodeId);
			try {
				return await use(broker);
			} catch {
				// The next may know better; if none does, the caller is told by null.
			}
		}
		return null;
	}

	/** Takes over the brokers that the cluster has now, and leaves those it has no more. */
	async #adopt({ brokers }: ClusterMetadata): Promise<void> {
		const left = new Map(this.#brokers);
		const next = new Map<number, Broker>();
		for (const { nodeId, host, port } of brokers) {
			const known = this.#brokers.get(nodeId);
			const seed = this.#seed;
			if (known?.host === host && known.port === port) {
				left.delete(nodeId);
				next.set(nodeId, known);
			} else if (seed?.host === host && seed.port === port) {
				seed.nodeId = nodeId;
				next.set(nodeId, seed);
			} else next.set(nodeId, new Broker(this.#options.settings, { host, port, nodeId }));
		}
		this.#brokers = next;
		await Promise.all([...left.values()].map((broker) => broker.disconnect()));
	}

	async #connectedBroker(): Promise<Broker> {
		const nodeIds = shuffled(this.#options.settings.process, this.nodeIds);
		const connected = nodeIds.find((nodeId) => this.#brokers.get(nodeId)?.isConnected === true);
		if (connected !== undefined) return this.findBroker(connected);
		for (const nodeId of nodeIds) {
			try {
				return await this.findBroker(nodeId);
			} catch {
				// The next one; and if none, the list that the client was given.
			}
		}
		await this.connect();
		if (!this.#seed) throw new KafkaJSBrokerNotFound('No seed broker');
		return this.#seed;
	}

	/** Without trying an unreachable host again: who asked refreshes the metadata first. */
	async #connectBroker(broker: Broker): Promise<void> {
		if (broker.isConnected) return;
		await this.#retrier(async ({ bail }) => {
			try {
				await broker.connect();
			} catch (error) {
				if (error instanceof KafkaJSConnectionError) {
					await broker.disconnect();
					bail(error);
				}
				if (saysRetriable(error)) throw error;
				bail(error);
			}
		});
	}

	/** Each time the next of the list. */
	async #nextSeed(): Promise<Broker> {
		const list = await this.#listed();
		const [host = '', port = ''] = (list[this.#seedIndex++ % list.length] ?? '').split(':');
		await this.#seed?.disconnect();
		return new Broker(this.#options.settings, { host, port: Number(port) });
	}

	async #listed(): Promise<readonly string[]> {
		const { brokers } = this.#options;
		const list = typeof brokers === 'function' ? await this.#asked(brokers) : brokers;
		// What programs give is theirs to get wrong.
		const given: unknown = list;
		if (given === null || given === undefined)
			throw new KafkaJSNonRetriableError('Failed to connect: brokers should not be null');
		if (list.length === 0) throw new KafkaJSNonRetriableError('Failed to connect: brokers array is empty');
		for (const [index, broker] of list.entries())
			if (typeof broker !== 'string' || broker === '')
				throw new KafkaJSNonRetriableError(
					`Failed to connect: broker at index ${index} is invalid "${typeof broker}"`
				);
		return list;
	}

	async #asked(brokers: () => readonly string[] | Promise<readonly string[]>): Promise<readonly string[]> {
		try {
			return await brokers();
		} catch (error) {
			throw new KafkaJSConnectionError(`Failed to connect: "config.brokers" threw: ${messageOf(error)}`);
		}
	}
}
