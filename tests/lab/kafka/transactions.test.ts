import { describe, expect, test } from 'vitest';
import { transactionFindings } from '../../support/kafka-checkers.ts';
import { inWorld, textOf, Unreachable, type KafkaWorld, type TestClient } from '../../support/kafka-world.ts';

const topics = { orders: { partitions: 2, replicationFactor: 1 } };
const ID = 'payments';

interface Producer {
	producerId: number;
	producerEpoch: number;
	/** By partition. */
	next: number[];
}

async function begin(
	client: TestClient,
	broker = 'kafka-1',
	transactionTimeoutMs = 60_000
): Promise<Producer> {
	for (;;) {
		const { error, ...identity } = await client.ask(broker, 'InitProducerId', {
			transactionalId: ID,
			transactionTimeoutMs
		});
		if (error === 'NONE') return { ...identity, next: [0, 0] };
		if (error !== 'CONCURRENT_TRANSACTIONS') throw new Error(error);
		await client.process.sleep(50);
	}
}

const identityOf = ({ producerId, producerEpoch }: Producer) => ({ producerId, producerEpoch });

async function addPartitions(client: TestClient, producer: Producer, partitions: readonly number[]) {
	const answer = await client.ask('kafka-1', 'AddPartitionsToTxn', {
		transactionalId: ID,
		...identityOf(producer),
		partitions: partitions.map((partition) => ({ topic: 'orders', partition }))
	});
	return answer.partitions[0]?.error;
}

async function send(
	client: TestClient,
	producer: Producer,
	value: string,
	partition = 0,
	broker = 'kafka-1'
) {
	const baseSequence = producer.next[partition] ?? 0;
	const { error } = await client.produce(broker, {
		value,
		partition,
		transactionalId: ID,
		producer: { ...identityOf(producer), baseSequence }
	});
	if (error === 'NONE') producer.next[partition] = baseSequence + 1;
	return error;
}

async function end(client: TestClient, producer: Producer, isCommit: boolean, broker = 'kafka-1') {
	for (;;) {
		const { error } = await client.ask(broker, 'EndTxn', {
			transactionalId: ID,
			...identityOf(producer),
			isCommit
		});
		if (error !== 'CONCURRENT_TRANSACTIONS') return error;
		await client.process.sleep(50);
	}
}

/** What a consumer that reads what is committed makes of a partition. */
async function committedIn(client: TestClient, partition: number, broker = 'kafka-1'): Promise<string[]> {
	const found: string[] = [];
	const aborting = new Set<number>();
	const { records, abortedTransactions } = await client.fetch(broker, {
		partition,
		isolation: 'read_committed'
	});
	for (const { offset, producerId, control, isTransactional, value } of records) {
		for (const aborted of abortedTransactions)
			if (aborted.firstOffset === offset) aborting.add(aborted.producerId);
		if (control !== null) aborting.delete(producerId);
		else if (!isTransactional || !aborting.has(producerId)) found.push(textOf(value) ?? '');
	}
	return found;
}

describe('an idempotent producer', () => {
	test('has a batch stored once however often it is sent, and none out of order', () =>
		inWorld({ topics }, async (world) => {
			const client = await world.client('app');
			const { producerId, producerEpoch } = await client.ask('kafka-1', 'InitProducerId', {
				transactionalId: null,
				transactionTimeoutMs: 0
			});
			const produce = (value: string[], baseSequence: number) =>
				client.produce('kafka-1', { value, producer: { producerId, producerEpoch, baseSequence } });

			expect(await produce(['a', 'b', 'c'], 0)).toMatchObject({ error: 'NONE', baseOffset: 0 });
			expect(await produce(['d'], 3)).toMatchObject({ error: 'NONE', baseOffset: 3 });
			expect(await produce(['a', 'b', 'c'], 0)).toMatchObject({ error: 'NONE', baseOffset: 0 });
			expect(await produce(['f'], 5)).toMatchObject({ error: 'OUT_OF_ORDER_SEQUENCE_NUMBER' });
			expect(world.kafka.log('orders', 0).map(({ value }) => value)).toEqual(['a', 'b', 'c', 'd']);
		}));

	test('is recognized by a new leader, too', () => {
		const replicated = { orders: { partitions: 1, replicationFactor: 2 } };
		return inWorld({ brokers: 2, topics: replicated, sessionTimeoutMs: 1_000 }, async (world) => {
			const client = await world.client('app');
			const leader = world.kafka.leader('orders', 0) ?? '';
			const other = leader === 'kafka-1' ? 'kafka-2' : 'kafka-1';
			const batch = {
				value: ['1', '2', '3', '4', '5', '6', '7'],
				producer: { producerId: 1_000, producerEpoch: 0, baseSequence: 0 }
			};
			await client.produce(leader, batch);
			world.node(leader).crash('the test');
			world.node(leader).start();
			await client.process.sleep(2_000);

			expect(world.kafka.leader('orders', 0)).toBe(other);
			expect(await client.produce(other, batch)).toMatchObject({ error: 'NONE', baseOffset: 0 });
			expect(world.kafka.log('orders', 0)).toHaveLength(7);
		});
	});
});

describe('a transaction', () => {
	test('is seen as a whole once it is committed, and never when it is aborted', () =>
		inWorld({ topics }, async (world) => {
			const client = await world.client('app');
			const producer = await begin(client);
			await addPartitions(client, producer, [0, 1]);
			await send(client, producer, 'a', 0);
			await send(client, producer, 'b', 1);
			const before = await committedIn(client, 0);
			expect(await end(client, producer, true)).toBe('NONE');
			await addPartitions(client, producer, [0]);
			await send(client, producer, 'c', 0);
			expect(await end(client, producer, false)).toBe('NONE');

			expect(before).toEqual([]);
			expect([await committedIn(client, 0), await committedIn(client, 1)]).toEqual([['a'], ['b']]);
			expect(world.kafka.log('orders', 0).map(({ value }) => value)).toEqual(['a', 'c']);
		}));

	test('takes nothing from a producer that another has followed', () =>
		inWorld({ topics }, async (world) => {
			const client = await world.client('app');
			const zombie = await begin(client);
			await addPartitions(client, zombie, [0]);
			await send(client, zombie, 'before', 0);
			const successor = await begin(client);

			expect(await send(client, zombie, 'after', 0)).toBe('INVALID_PRODUCER_EPOCH');
			expect(await send(client, zombie, 'elsewhere', 1)).toBe('INVALID_PRODUCER_EPOCH');
			expect(await end(client, zombie, true)).toBe('INVALID_PRODUCER_EPOCH');
			await addPartitions(client, successor, [0]);
			expect(await send(client, successor, 'mine', 0)).toBe('NONE');
			expect(await end(client, successor, true)).toBe('NONE');
			expect(await committedIn(client, 0)).toEqual(['mine']);
		}));

	test('takes nothing for partitions that were not added to it', () =>
		inWorld({ topics }, async (world) => {
			const client = await world.client('app');
			const producer = await begin(client);
			await addPartitions(client, producer, [0]);

			expect(await send(client, producer, 'a', 1)).toBe('INVALID_TXN_STATE');
		}));

	test('is aborted when its time is over, and lets readers go on', () =>
		inWorld({ topics }, async (world) => {
			const client = await world.client('app');
			const slow = await begin(client, 'kafka-1', 5_000);
			await addPartitions(client, slow, [0]);
			await send(client, slow, 'late', 0);
			await client.produce('kafka-1', { value: 'plain' });
			const before = await committedIn(client, 0);
			await client.process.sleep(6_000);

			expect(before).toEqual([]);
			expect(await committedIn(client, 0)).toEqual(['plain']);
			expect(await end(client, slow, true)).toBe('INVALID_PRODUCER_EPOCH');
		}));

	test('answers the same when its end is asked for once more', () =>
		inWorld({ topics }, async (world) => {
			const client = await world.client('app');
			const producer = await begin(client);
			await addPartitions(client, producer, [0]);
			await end(client, producer, true);

			expect(await end(client, producer, true)).toBe('NONE');
			expect(await end(client, producer, false)).toBe('INVALID_TXN_STATE');
		}));

	test('carries the offsets of a group, which count when it is committed', () =>
		inWorld({ topics }, async (world) => {
			const client = await world.client('app');
			const producer = await begin(client);
			const inGroup = { transactionalId: ID, groupId: 'billing', ...identityOf(producer) };
			const offsets = (offset: number) => [{ topic: 'orders', partition: 0, offset, metadata: null }];
			await client.ask('kafka-1', 'AddOffsetsToTxn', inGroup);
			await client.ask('kafka-1', 'TxnOffsetCommit', { ...inGroup, offsets: offsets(7) });
			const before = world.kafka.committed('billing', 'orders', 0);
			await end(client, producer, true);
			await client.ask('kafka-1', 'AddOffsetsToTxn', inGroup);
			await client.ask('kafka-1', 'TxnOffsetCommit', { ...inGroup, offsets: offsets(9) });
			await end(client, producer, false);

			expect([before, world.kafka.committed('billing', 'orders', 0)]).toEqual([null, 7]);
		}));
});

/** Transactions over two partitions, while the broker crashes and producers give up. */
async function troubled(world: KafkaWorld, client: TestClient) {
	const { random } = client.process;
	const told: { values: string[]; outcome: 'committed' | 'aborted' | 'unknown' }[] = [];
	const attempt = async (index: number) => {
		const transaction: (typeof told)[number] = { values: [`${index}a`, `${index}b`], outcome: 'unknown' };
		const producer = await begin(client);
		await addPartitions(client, producer, [0, 1]);
		told.push(transaction);
		for (const [partition, value] of transaction.values.entries())
			if ((await send(client, producer, value, partition)) !== 'NONE') return;
		const choice = random.next();
		// What is left open is aborted by the next producer.
		if (choice < 0.2) return void (transaction.outcome = 'aborted');
		const isCommit = choice < 0.7;
		if (!isCommit) transaction.outcome = 'aborted';
		if ((await end(client, producer, isCommit)) === 'NONE' && isCommit) transaction.outcome = 'committed';
	};
	for (let index = 0; index < 30; index++) {
		if (random.next() < 0.4)
			client.process.setTimer(random.between([0, 12]), () => {
				world.node('kafka-1').crash('the test');
				world.node('kafka-1').start();
			});
		try {
			await attempt(index);
		} catch (error) {
			if (!(error instanceof Unreachable)) throw error;
			await client.process.sleep(100);
		}
	}
	await client.process.sleep(100);
	await begin(client);
	return told;
}

test('whatever crashes, a transaction is seen as a whole or not at all', async () => {
	const outcomes = new Map<string, number>();
	for (let seed = 1; seed <= 40; seed++)
		await inWorld({ seed, topics }, async (world) => {
			const client = await world.client('app');
			const told = await troubled(world, client);
			const seen = new Set([...(await committedIn(client, 0)), ...(await committedIn(client, 1))]);

			expect(transactionFindings(told, seen), `seed ${seed}`).toEqual([]);
			for (const { outcome } of told) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
		});
	expect([...outcomes.keys()].toSorted()).toEqual(['aborted', 'committed', 'unknown']);
});
