import { describe, expect, test } from 'vitest';
import { inWorld, onlyOf, textOf, type KafkaWorld, type TestClient } from '../../support/kafka-world.ts';

const orders = { topics: { orders: { partitions: 1 } } };
const withConfig = (config: Record<string, string>) => ({ topics: { orders: { partitions: 1, config } } });
const values = (world: KafkaWorld) => world.kafka.log('orders', 0).map(({ value }) => value);
const errorOf = async (answer: Promise<{ error: string }>) => (await answer).error;

async function produceAll(client: TestClient, all: readonly string[], broker = 'kafka-1') {
	for (const value of all) await client.produce(broker, { value });
}

const listOffset = async (client: TestClient, timestamp: number) =>
	onlyOf(
		(
			await client.ask('kafka-1', 'ListOffsets', {
				isolation: 'read_uncommitted',
				partitions: [{ topic: 'orders', partition: 0, timestamp }]
			})
		).partitions
	).offset;

describe('a log', () => {
	test('numbers what it is sent, and gives it back in that order', () =>
		inWorld(orders, async (world) => {
			const client = await world.client('app');
			const offsets: number[] = [];
			for (const value of ['a', 'b', 'c'])
				offsets.push((await client.produce('kafka-1', { value })).baseOffset);

			const { records, highWatermark } = await client.fetch('kafka-1', { offset: 1 });

			expect(offsets).toEqual([0, 1, 2]);
			expect(records.map(({ value }) => textOf(value))).toEqual(['b', 'c']);
			expect([highWatermark, world.kafka.highWatermark('orders', 0)]).toEqual([3, 3]);
		}));

	test('is asked for its ends, and for the first record since a moment', () =>
		inWorld(orders, async (world) => {
			const client = await world.client('app');
			await client.produce('kafka-1', { value: 'a' });
			await client.process.sleep(1_000);
			await client.produce('kafka-1', { value: 'b' });
			const { timestamp = 0 } = world.kafka.log('orders', 0)[1] ?? {};

			expect(await listOffset(client, -2)).toBe(0);
			expect(await listOffset(client, -1)).toBe(2);
			expect(await listOffset(client, timestamp - 500)).toBe(1);
			expect(await listOffset(client, timestamp + 1)).toBe(-1);
		}));

	test('loses its beginning when that is deleted; who reads there is out of range', () =>
		inWorld(orders, async (world) => {
			const client = await world.client('app');
			await produceAll(client, ['a', 'b', 'c']);
			const deleteTo = async (offset: number) =>
				onlyOf(
					(
						await client.ask('kafka-1', 'DeleteRecords', {
							partitions: [{ topic: 'orders', partition: 0, offset }]
						})
					).partitions
				);

			expect(await deleteTo(2)).toMatchObject({ error: 'NONE', lowWatermark: 2 });
			expect(await deleteTo(9)).toMatchObject({ error: 'OFFSET_OUT_OF_RANGE' });
			expect(await errorOf(client.fetch('kafka-1', { offset: 0 }))).toBe('OFFSET_OUT_OF_RANGE');
			expect(await listOffset(client, -2)).toBe(2);
			expect(values(world)).toEqual(['c']);
		}));

	test('keeps records for retention.ms', () =>
		inWorld(withConfig({ 'retention.ms': '60000' }), async (world) => {
			const client = await world.client('app');
			await client.produce('kafka-1', { value: 'old' });
			await client.process.sleep(50_000);
			await client.produce('kafka-1', { value: 'new' });
			await client.process.sleep(30_000);

			expect(values(world)).toEqual(['new']);
		}));

	test('keeps no more than retention.bytes', () =>
		inWorld(withConfig({ 'retention.bytes': '150' }), async (world) => {
			const client = await world.client('app');
			await produceAll(client, ['a', 'b', 'c', 'd']);
			await client.process.sleep(20_000);

			expect(values(world)).toEqual(['c', 'd']);
		}));

	test('keeps the newest of each key when it is compacted, and no tombstone for long', () =>
		inWorld(withConfig({ 'cleanup.policy': 'compact', 'delete.retention.ms': '30000' }), async (world) => {
			const client = await world.client('app');
			for (const [key, value] of [
				['a', '1'],
				['b', '1'],
				['a', '2'],
				['b', null],
				['c', '1']
			] as const)
				await client.produce('kafka-1', { key, value });
			await client.process.sleep(20_000);
			const soon = world.kafka.log('orders', 0).map(({ key, value, offset }) => [offset, key, value]);
			await client.process.sleep(40_000);

			expect(soon).toEqual([
				[2, 'a', '2'],
				[3, 'b', null],
				[4, 'c', '1']
			]);
			expect(world.kafka.log('orders', 0).map(({ offset }) => offset)).toEqual([2, 4]);
			expect(await errorOf(client.produce('kafka-1', { value: 'without a key' }))).toBe('INVALID_RECORD');
		}));

	test('refuses a batch that is too large', () =>
		inWorld(withConfig({ 'max.message.bytes': '200' }), async (world) => {
			const client = await world.client('app');

			expect(await errorOf(client.produce('kafka-1', { value: 'x'.repeat(200) }))).toBe('MESSAGE_TOO_LARGE');
			expect(values(world)).toEqual([]);
		}));

	test('begins anew when its topic is deleted and created again', () =>
		inWorld(orders, async (world) => {
			const client = await world.client('app');
			await produceAll(client, ['a', 'b']);
			await client.ask('kafka-1', 'DeleteTopics', { topics: ['orders'] });
			const gone = await errorOf(client.produce('kafka-1', { value: 'c' }));
			await client.ask('kafka-1', 'Metadata', { topics: ['orders'], allowAutoTopicCreation: true });
			await produceAll(client, ['d']);

			expect(gone).toBe('UNKNOWN_TOPIC_OR_PARTITION');
			expect(world.kafka.log('orders', 0).map(({ offset, value }) => [offset, value])).toEqual([[0, 'd']]);
		}));
});

describe('a fetch', () => {
	test('waits for what is not there yet, and no longer than it says', () =>
		inWorld(orders, async (world) => {
			const [reader, writer] = [await world.client('reader'), await world.client('writer')];
			const fetching = reader.fetch('kafka-1', { maxWaitMs: 5_000 });
			await writer.process.sleep(1_000);
			await writer.produce('kafka-1', { value: 'a' });
			const { records } = await fetching;
			const afterMs = world.nowMs;
			const nothing = await reader.fetch('kafka-1', { offset: 1, maxWaitMs: 3_000 });

			expect(records.map(({ value }) => textOf(value))).toEqual(['a']);
			expect(afterMs).toBeLessThan(1_100);
			expect(nothing.records).toEqual([]);
			expect(world.nowMs - afterMs).toBeGreaterThanOrEqual(3_000);
		}));
});

describe('replicas', () => {
	const replicated = (config: Record<string, string>) => ({
		brokers: 2,
		sessionTimeoutMs: 1_500,
		replicaLagMs: 2_000,
		topics: { orders: { partitions: 1, replicationFactor: 2, config } }
	});
	const roles = (world: KafkaWorld) => {
		const leader = world.kafka.leader('orders', 0) ?? '';
		return { leader, follower: leader === 'kafka-1' ? 'kafka-2' : 'kafka-1' };
	};

	test('are asked through their leader only', () =>
		inWorld(replicated({}), async (world) => {
			const client = await world.client('app');
			const { follower } = roles(world);

			expect(await errorOf(client.produce(follower, { value: 'a' }))).toBe('NOT_LEADER_FOR_PARTITION');
			expect(await errorOf(client.fetch(follower))).toBe('NOT_LEADER_FOR_PARTITION');
		}));

	test('of which too few are in sync take nothing with acks=all', () =>
		inWorld(replicated({ 'min.insync.replicas': '2' }), async (world) => {
			const client = await world.client('app');
			const { leader, follower } = roles(world);
			world.node(follower).crash('the test');
			await client.process.sleep(5_000);

			expect(await errorOf(client.produce(leader, { value: 'a' }))).toBe('NOT_ENOUGH_REPLICAS');
			expect(await errorOf(client.produce(leader, { value: 'b', acks: 1 }))).toBe('NONE');
			world.node(follower).start();
			await client.process.sleep(5_000);
			expect(await errorOf(client.produce(leader, { value: 'c' }))).toBe('NONE');
		}));

	test.each([
		['false', null, ['a', 'b']],
		['true', 'the other', ['a']]
	])('with unclean elections %s: who may lead when only a stale one lives', (isUnclean, expected, kept) =>
		inWorld(replicated({ 'unclean.leader.election.enable': isUnclean }), async (world) => {
			const client = await world.client('app');
			const { leader, follower } = roles(world);
			await client.produce(leader, { value: 'a' });
			world.node(follower).crash('the test');
			await client.process.sleep(5_000);
			await client.produce(leader, { value: 'b' });
			world.node(leader).crash('the test');
			await client.process.sleep(5_000);
			world.node(follower).start();
			await client.process.sleep(5_000);
			const leading = world.kafka.leader('orders', 0);
			world.node(leader).start();
			await client.process.sleep(10_000);

			expect(leading).toBe(expected && follower);
			expect(values(world)).toEqual(kept);
		})
	);
});

/** The log of a partition as a figure draws it from the trace. */
function drawnLog(world: KafkaWorld): unknown[] {
	let drawn: unknown[] = [];
	for (const event of world.simulation.trace().events) {
		if (event.kind !== 'state' || event.key !== 'log/orders/0') continue;
		if (event.operation === 'append') drawn.push(event.value);
		else drawn = event.operation === 'trim' ? drawn.slice(-Number(event.value)) : [];
	}
	return drawn;
}

describe('a trace', () => {
	test('shows the log as it is, also when a leader that was cut off has to forget', () => {
		const topics = { orders: { partitions: 1, replicationFactor: 3 } };
		return inWorld({ brokers: 3, sessionTimeoutMs: 1_500, topics, isTraced: true }, async (world) => {
			const client = await world.client('app');
			const leader = world.kafka.leader('orders', 0) ?? '';
			const others = world.kafka.brokers.filter((name) => name !== leader);
			await client.produce(leader, { value: 'kept' });
			world.simulation.network.cut([[leader], others]);
			await client.produce(leader, { value: 'lost', acks: 1 });
			await client.process.sleep(5_000);
			await client.produce(world.kafka.leader('orders', 0) ?? '', { value: 'instead', acks: 1 });
			world.simulation.network.heal([[leader], others]);
			await client.process.sleep(10_000);

			expect(drawnLog(world)).toEqual([
				{ offset: 0, key: null, value: 'kept' },
				{ offset: 1, key: null, value: 'instead' }
			]);
			expect(values(world)).toEqual(['kept', 'instead']);
			const replica = world.simulation
				.trace()
				.events.findLast((event) => event.kind === 'state' && event.key === 'replica/orders/0');
			expect(replica).toMatchObject({
				value: { highWatermark: 2, inSync: expect.arrayContaining([leader]) }
			});
		});
	});

	test('shows what is committed', () =>
		inWorld({ ...orders, isTraced: true }, async (world) => {
			const client = await world.client('app');
			const offsets = [{ topic: 'orders', partition: 0, offset: 4, metadata: null }];
			const noMember = { groupId: 'billing', generationId: -1, memberId: '' };
			await client.ask('kafka-1', 'OffsetCommit', { ...noMember, offsets });

			expect(world.simulation.trace().events).toContainEqual(
				expect.objectContaining({ kind: 'state', key: 'committed/billing/orders/0', value: 4 })
			);
		}));
});

describe('what is not simulated', () => {
	test('is refused by its name', () =>
		inWorld(orders, async (world) => {
			const client = await world.client('app');
			const configs = [{ name: 'segment.bytes', value: '1024' }];
			const topic = { name: 'other', partitionsCount: 1, replicationFactor: 1, configs };
			const { topics } = await client.ask('kafka-1', 'CreateTopics', {
				topics: [topic],
				validateOnly: false
			});

			expect(topics).toEqual([
				{ name: 'other', error: 'INVALID_CONFIG', message: expect.stringContaining('"segment.bytes"') }
			]);
		}));
});
