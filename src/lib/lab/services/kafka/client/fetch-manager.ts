import { append } from '../../../runtime/host.ts';
import type { Batch } from './batch.ts';
import { KafkaJSNoBrokerAvailableError } from './errors.ts';

export interface FetchManagerOptions {
	nodeIds(): number[];
	fetch(nodeId: number): Promise<Batch[]>;
	handle(batch: Batch): Promise<void>;
	/** How many batches are handled at the same time. */
	concurrency: number;
}

interface Waiting {
	batch: Batch;
	resolve(): void;
	reject(error: unknown): void;
}

/** The brokers have changed: each needs a fetcher again. */
class BrokersChanged extends Error {}

/** Fetches from all brokers at once; what came is handled before the same broker is asked again (`src/consumer/fetchManager.js`). */
export class FetchManager {
	readonly #options: FetchManagerOptions;
	/** The partitions that are being handled, and for which broker. */
	readonly #busy = new Map<string, number>();
	#queue: Waiting[] = [];
	#workersCount = 0;
	#run: { isStopped: boolean; ended: Promise<unknown> } | null = null;

	constructor(options: FetchManagerOptions) {
		this.#options = options;
	}

	/** Until it is stopped, or something fails. */
	async start(): Promise<void> {
		for (;;) {
			const nodeIds = this.#options.nodeIds();
			if (nodeIds.length === 0) throw new KafkaJSNoBrokerAvailableError();
			const run = { isStopped: false, ended: Promise.resolve<unknown>(null) };
			this.#run = run;
			const fetchers = nodeIds.map((nodeId) => this.#fetchFrom(nodeId, nodeIds, run));
			run.ended = Promise.allSettled(fetchers);
			try {
				await Promise.all(fetchers);
				return;
			} catch (error) {
				await this.stop();
				if (!(error instanceof BrokersChanged)) throw error;
			}
		}
	}

	async stop(): Promise<void> {
		if (!this.#run) return;
		this.#run.isStopped = true;
		await this.#run.ended;
	}

	async #fetchFrom(nodeId: number, nodeIds: readonly number[], run: { isStopped: boolean }): Promise<void> {
		while (!run.isStopped) {
			const now = this.#options.nodeIds();
			const hasChanged = now.length !== nodeIds.length || nodeIds.some((id) => !now.includes(id));
			if (hasChanged && now.length > 0) throw new BrokersChanged();
			const batches = await this.#options.fetch(nodeId);
			if (run.isStopped || batches.length === 0) continue;
			const free = batches.filter((batch) => (this.#busy.get(keyOf(batch)) ?? nodeId) === nodeId);
			for (const batch of free) this.#busy.set(keyOf(batch), nodeId);
			try {
				await this.#handleAll(free);
			} finally {
				for (const batch of free) this.#busy.delete(keyOf(batch));
			}
		}
	}

	/** The first error is thrown when all are done. */
	async #handleAll(batches: readonly Batch[]): Promise<void> {
		const handled = batches.map(
			(batch) =>
				new Promise<void>((resolve, reject) => {
					append(this.#queue, { batch, resolve, reject });
				})
		);
		while (
			this.#workersCount < Math.min(this.#options.concurrency, this.#queue.length + this.#workersCount)
		) {
			this.#workersCount++;
			void this.#work();
		}
		for (const result of await Promise.allSettled(handled))
			if (result.status === 'rejected') throw result.reason;
	}

	async #work(): Promise<void> {
		for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
			try {
				await this.#options.handle(next.batch);
				next.resolve();
			} catch (error) {
				next.reject(error);
			}
		}
		this.#workersCount--;
	}
}

function keyOf({ topic, partition }: Batch): string {
	return `${topic}/${partition}`;
}
