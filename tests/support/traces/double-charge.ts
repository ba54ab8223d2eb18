import { diceFrom } from '#lib/client/figures/random.ts';
import type { Json, Trace } from '#lib/domain/trace.ts';
import { TraceWriter } from './trace-writer.ts';

interface Order {
	id: number;
	partition: number;
	offset: number;
}

interface Options {
	seed?: number;
	ordersCount?: number;
	/** The order after whose charge worker-2 crashes; it comes back once the group has settled. */
	crashAtOrder?: number;
	/** Stop after so many events. */
	eventsMaxCount?: number;
	/** Links lose messages and a partition comes and goes. */
	isRough?: boolean;
}

const AMOUNT = 10;
const SOURCE = { path: 'worker.ts', line: 12, column: 9 };

/**
 * The story of the first lesson: two workers charge the orders of a topic, one crashes between charging and
 * committing, the group rebalances, and the other worker charges the same order again.
 */
export function doubleCharge(options: Options = {}): Trace {
	return new DoubleCharge(options).run();
}

class DoubleCharge {
	readonly #options: Required<Options>;
	readonly #writer: TraceWriter;
	readonly #dice: () => number;
	readonly #charged = new Map<number, number>();
	readonly #logs: Order[][] = [[], []];
	readonly #committed = [0, 0];
	readonly #next = [0, 0];
	readonly #busyUntil = new Map<string, number>();
	#owner = ['worker-2', 'worker-1'];
	#generation = 1;
	#hasCrashed = false;
	#isCut = false;

	constructor(options: Options) {
		this.#options = {
			seed: 2,
			ordersCount: 12,
			crashAtOrder: 4,
			eventsMaxCount: 100_000,
			isRough: false,
			...options
		};
		this.#dice = diceFrom(this.#options.seed);
		this.#writer = new TraceWriter([
			{ name: 'shop', kind: 'browser', group: null },
			{ name: 'api', kind: 'http', group: null },
			{ name: 'kafka', kind: 'kafka', group: 'kafka' },
			{ name: 'worker-1', kind: 'process', group: 'workers' },
			{ name: 'worker-2', kind: 'process', group: 'workers' },
			{ name: 'redis', kind: 'redis', group: null }
		]);
	}

	run(): Trace {
		const writer = this.#writer;
		const { seed, ordersCount, eventsMaxCount, isRough } = this.#options;
		for (const node of ['api', 'worker-1', 'worker-2'])
			writer.plan(() => writer.record({ kind: 'start', node, incarnation: 1 }));
		writer.plan(() => this.#state('group/charges', this.#group('Stable')));
		for (let id = 1; id <= ordersCount; id++) writer.after(8 + id * 46, () => this.#order(id));
		for (const worker of ['worker-1', 'worker-2']) this.#heartbeat(worker);
		if (isRough) this.#partitionAfter(900);
		return writer.run(seed, () => writer.eventsCount >= eventsMaxCount);
	}

	#latency(): number {
		return 1.2 + this.#dice() * 3.4;
	}

	#state(key: string, value: Json, operation: 'set' | 'append' = 'set', node = 'kafka') {
		this.#writer.record({ kind: 'state', node, key, operation, value });
	}

	#group(state: string): Json {
		const members: Record<string, string[]> = {};
		for (const [partition, owner] of this.#owner.entries())
			(members[owner] ??= []).push(`orders/${partition}`);
		return { state, generation: this.#generation, leader: this.#owner[1] ?? null, members };
	}

	#order(id: number) {
		const writer = this.#writer;
		const partition = id % 2 === 0 ? 0 : 1;
		const lost = this.#options.isRough && this.#dice() < 0.04 ? ('loss' as const) : undefined;
		writer.send({
			from: 'shop',
			to: 'api',
			protocol: 'http',
			label: 'POST /orders',
			latencyMs: this.#latency(),
			body: { id, item: 'lamp', amount: AMOUNT },
			...(lost ? { lostBy: lost } : {}),
			onarrive: (request) => {
				if (id % 5 === 0)
					writer.record({ kind: 'busy', node: 'api', durationMs: 9, label: 'render invoice' });
				writer.send({
					from: 'api',
					to: 'kafka',
					protocol: 'kafka',
					label: `Produce orders/${partition}`,
					...(this.#isCut ? { lostBy: 'partition' as const } : {}),
					latencyMs: this.#latency(),
					body: {
						topic: 'orders',
						partition,
						records: [{ key: `order-${id}`, value: { id, amount: AMOUNT } }]
					},
					onarrive: (message) => this.#produced(id, partition, message, request)
				});
			}
		});
	}

	#produced(id: number, partition: number, produce: number, request: number) {
		const writer = this.#writer;
		const log = this.#logs[partition] ?? [];
		const order = { id, partition, offset: log.length };
		log.push(order);
		this.#state(
			`log/orders/${partition}`,
			{ offset: order.offset, key: `order-${id}`, value: { id, amount: AMOUNT } },
			'append'
		);
		writer.send({
			from: 'kafka',
			to: 'api',
			protocol: 'kafka',
			label: `offset ${order.offset}`,
			answers: produce,
			latencyMs: this.#latency(),
			onarrive: () =>
				writer.send({
					from: 'api',
					to: 'shop',
					protocol: 'http',
					label: '202 Accepted',
					answers: request,
					latencyMs: this.#latency()
				})
		});
		writer.after(3, () => this.#deliver(partition));
	}

	/** The next record of a partition goes to the worker that owns it, one at a time. */
	#deliver(partition: number) {
		const worker = this.#owner[partition] ?? 'worker-1';
		const order = this.#logs[partition]?.[this.#next[partition] ?? 0];
		if (!order || (this.#busyUntil.get(worker) ?? 0) > this.#writer.nowMs) return;
		this.#busyUntil.set(worker, this.#writer.nowMs + 1000);
		this.#next[partition] = order.offset + 1;
		this.#writer.send({
			from: 'kafka',
			to: worker,
			protocol: 'kafka',
			label: `orders/${partition} @${order.offset}`,
			latencyMs: this.#latency(),
			body: { topic: 'orders', partition, offset: order.offset, value: { id: order.id, amount: AMOUNT } },
			onarrive: () => this.#charge(worker, order)
		});
	}

	#charge(worker: string, order: Order) {
		const writer = this.#writer;
		writer.record({
			kind: 'log',
			node: worker,
			level: 'log',
			text: `charging order ${order.id}`,
			source: SOURCE
		});
		writer.send({
			from: worker,
			to: 'redis',
			protocol: 'redis',
			label: `INCRBY charged:${order.id} ${AMOUNT}`,
			latencyMs: this.#latency(),
			body: ['INCRBY', `charged:${order.id}`, String(AMOUNT)],
			source: SOURCE,
			onarrive: (message) => this.#hasCharged(worker, order, message)
		});
		if (order.id === this.#options.crashAtOrder && !this.#hasCrashed)
			writer.after(2.4, () => this.#crash(worker));
	}

	#hasCharged(worker: string, order: Order, message: number) {
		const writer = this.#writer;
		const total = (this.#charged.get(order.id) ?? 0) + AMOUNT;
		this.#charged.set(order.id, total);
		this.#state(`value/redis/charged:${order.id}`, total, 'set', 'redis');
		if (total > AMOUNT)
			writer.record({
				kind: 'property',
				node: 'redis',
				name: 'nobody is charged twice',
				ok: false,
				text: `charged:${order.id} is ${total}, expected ${AMOUNT}`
			});
		writer.send({
			from: 'redis',
			to: worker,
			protocol: 'redis',
			label: String(total),
			answers: message,
			latencyMs: this.#latency(),
			onarrive: () => this.#commit(worker, order)
		});
	}

	#commit(worker: string, { partition, offset }: Order) {
		const writer = this.#writer;
		writer.send({
			from: worker,
			to: 'kafka',
			protocol: 'kafka',
			label: `Commit orders/${partition} @${offset + 1}`,
			latencyMs: this.#latency(),
			body: { group: 'charges', offsets: { [`orders/${partition}`]: offset + 1 } },
			source: { path: 'worker.ts', line: 13, column: 9 },
			onarrive: (message) => {
				this.#committed[partition] = offset + 1;
				this.#state(`committed/charges/orders/${partition}`, offset + 1);
				writer.send({
					from: 'kafka',
					to: worker,
					protocol: 'kafka',
					label: 'ok',
					answers: message,
					latencyMs: this.#latency()
				});
				this.#busyUntil.set(worker, 0);
				for (const [mine, owner] of this.#owner.entries()) if (owner === worker) this.#deliver(mine);
			}
		});
	}

	#crash(worker: string) {
		const writer = this.#writer;
		this.#hasCrashed = true;
		writer.crash(worker, 'power');
		writer.after(820, () => this.#rebalance());
		writer.after(1400, () => {
			writer.restart(worker);
			this.#heartbeat(worker);
		});
	}

	#rebalance() {
		const writer = this.#writer;
		writer.record({ kind: 'mark', node: 'kafka', name: 'rebalance', text: 'preparing, worker-2 is silent' });
		this.#state('group/charges', this.#group('PreparingRebalance'));
		const ask = (label: string, then: () => void) =>
			writer.send({
				from: 'worker-1',
				to: 'kafka',
				protocol: 'kafka',
				label,
				latencyMs: this.#latency(),
				onarrive: (message) => {
					writer.send({
						from: 'kafka',
						to: 'worker-1',
						protocol: 'kafka',
						label: 'ok',
						answers: message,
						latencyMs: this.#latency(),
						onarrive: then
					});
				}
			});
		writer.after(21, () =>
			ask('JoinGroup charges', () =>
				ask('SyncGroup charges', () => {
					this.#owner = ['worker-1', 'worker-1'];
					this.#generation += 1;
					writer.record({ kind: 'mark', node: 'kafka', name: 'rebalance', text: 'stable, generation 2' });
					this.#state('group/charges', this.#group('Stable'));
					this.#next[0] = this.#committed[0] ?? 0;
					writer.after(4, () => this.#deliver(0));
				})
			)
		);
	}

	#heartbeat(worker: string) {
		const writer = this.#writer;
		writer.after(60 + this.#dice() * 8, () => {
			if (writer.isDown(worker) || writer.nowMs > 1800 + this.#options.ordersCount * 46) return;
			writer.record({ kind: 'timer', node: worker, label: 'heartbeat' });
			writer.send({
				from: worker,
				to: 'kafka',
				protocol: 'kafka',
				label: 'Heartbeat',
				isRoutine: true,
				latencyMs: this.#latency(),
				onarrive: (message) => {
					writer.send({
						from: 'kafka',
						to: worker,
						protocol: 'kafka',
						label: 'ok',
						answers: message,
						latencyMs: this.#latency()
					});
				}
			});
			this.#heartbeat(worker);
		});
	}

	#partitionAfter(delayMs: number) {
		const writer = this.#writer;
		writer.after(delayMs, () => {
			writer.record({ kind: 'mark', node: '', name: 'partition', text: 'api | kafka' });
			this.#isCut = true;
			writer.after(90, () => {
				writer.record({ kind: 'mark', node: '', name: 'heal', text: 'api | kafka' });
				this.#isCut = false;
			});
		});
	}
}
