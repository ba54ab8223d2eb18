import { describe, expect, test } from 'vitest';
import { groupFindings, type Claim } from '../../support/kafka-checkers.ts';
import { inWorld, textOf, Unreachable, type KafkaWorld, type TestClient } from '../../support/kafka-world.ts';

const topics = { orders: { partitions: 4 } };
const groupId = 'billing';

const joinRequest = (memberId: string, clientId: string, topicsWanted = 'orders') => ({
	groupId,
	memberId,
	clientId,
	sessionTimeoutMs: 6_000,
	rebalanceTimeoutMs: 3_000,
	protocols: [{ name: 'range', metadata: new TextEncoder().encode(topicsWanted) }]
});

/** A member that joins, assigns when it leads, and tells what it owns. */
class Member {
	readonly client: TestClient;
	readonly #coordinator: () => string;
	id = '';
	generation = -1;
	isLeader = false;
	partitions: string[] = [];
	readonly claims: Claim[];

	constructor(client: TestClient, coordinator: () => string, claims: Claim[] = []) {
		this.client = client;
		this.#coordinator = coordinator;
		this.claims = claims;
	}

	async join(): Promise<string> {
		const name = this.client.process.name;
		const request = () => this.client.ask(this.#coordinator(), 'JoinGroup', joinRequest(this.id, name));
		let joined = await request();
		if (joined.error === 'MEMBER_ID_REQUIRED') {
			this.id = joined.memberId;
			joined = await request();
		}
		if (joined.error !== 'NONE') return joined.error;
		this.generation = joined.generationId;
		this.isLeader = joined.leaderId === this.id;
		const assignments = joined.members.map(({ memberId }, index) => {
			const shown = [0, 1, 2, 3]
				.filter((partition) => partition % joined.members.length === index)
				.map((partition) => `orders/${partition}`);
			return { memberId, assignment: new TextEncoder().encode(shown.join(' ')), shown };
		});
		const synced = await this.client.ask(this.#coordinator(), 'SyncGroup', {
			groupId,
			generationId: this.generation,
			memberId: this.id,
			assignments
		});
		if (synced.error !== 'NONE') return synced.error;
		this.partitions = (textOf(synced.assignment) ?? '').split(' ').filter(Boolean);
		this.claims.push({ member: this.id, generation: this.generation, partitions: this.partitions });
		return 'NONE';
	}

	async heartbeat(): Promise<string> {
		const body = { groupId, generationId: this.generation, memberId: this.id };
		return (await this.client.ask(this.#coordinator(), 'Heartbeat', body)).error;
	}

	async commit(offset: number): Promise<string | undefined> {
		const { partitions } = await this.client.ask(this.#coordinator(), 'OffsetCommit', {
			groupId,
			generationId: this.generation,
			memberId: this.id,
			offsets: [{ topic: 'orders', partition: 0, offset, metadata: null }]
		});
		return partitions[0]?.error;
	}

	/** Asks whether it still owns what it has; joins again when not. */
	async live(isOver: () => boolean): Promise<void> {
		let error = 'UNKNOWN_MEMBER_ID';
		while (!isOver()) {
			try {
				if (error === 'UNKNOWN_MEMBER_ID') this.id = '';
				error = error === 'NONE' ? await this.heartbeat() : await this.join();
			} catch (lost) {
				if (!(lost instanceof Unreachable)) throw lost;
				error = 'REBALANCE_IN_PROGRESS';
			}
			await this.client.process.sleep(300);
		}
	}
}

const member = async (world: KafkaWorld, name: string) =>
	new Member(await world.client(name), () => 'kafka-1');

async function membersOf(world: KafkaWorld, names: readonly string[]): Promise<Member[]> {
	const members: Member[] = [];
	for (const name of names) members.push(await member(world, name));
	return members;
}

const stateOf = async (client: TestClient) =>
	(await client.ask('kafka-1', 'DescribeGroups', { groupIds: [groupId] })).groups[0]?.state;

describe('a group', () => {
	test('gives all partitions to its members, and anew when one joins', () =>
		inWorld({ topics }, async (world) => {
			const [first, second] = await membersOf(world, ['one', 'two']);
			if (!first || !second) throw new Error('two members');
			await first.join();
			const alone = first.partitions;
			const joining = second.join();
			await first.client.process.sleep(50);
			const told = await first.heartbeat();
			const state = await stateOf(first.client);
			await Promise.all([first.join(), joining]);

			expect(alone).toEqual(['orders/0', 'orders/1', 'orders/2', 'orders/3']);
			expect([told, state]).toEqual(['REBALANCE_IN_PROGRESS', 'PreparingRebalance']);
			expect(first.generation).toBe(2);
			expect([...first.partitions, ...second.partitions].toSorted()).toEqual(alone);
			expect(await stateOf(first.client)).toBe('Stable');
		}));

	test('goes on without a member that is silent for its session; what it says later is refused', () =>
		inWorld({ topics, initialRebalanceDelayMs: 100 }, async (world) => {
			const [first, second] = await membersOf(world, ['one', 'two']);
			if (!first || !second) throw new Error('two members');
			await Promise.all([first.join(), second.join()]);
			while ((await first.heartbeat()) === 'NONE') await first.client.process.sleep(1_000);
			await first.join();

			expect(first.partitions).toHaveLength(4);
			expect(await second.commit(5)).toBe('UNKNOWN_MEMBER_ID');
			expect(await second.heartbeat()).toBe('UNKNOWN_MEMBER_ID');
			expect(await first.commit(7)).toBe('NONE');
			expect(world.kafka.committed(groupId, 'orders', 0)).toBe(7);
		}));

	test('refuses what is said for a generation that is over', () =>
		inWorld({ topics }, async (world) => {
			const only = await member(world, 'one');
			await only.join();
			only.generation = 0;

			expect([await only.heartbeat(), await only.commit(1)]).toEqual([
				'ILLEGAL_GENERATION',
				'ILLEGAL_GENERATION'
			]);
		}));

	test('waits for its first members when it is told to', () =>
		inWorld({ topics, initialRebalanceDelayMs: 1_000 }, async (world) => {
			const [first, second] = await membersOf(world, ['one', 'two']);
			if (!first || !second) throw new Error('two members');
			const joining = first.join();
			await second.client.process.sleep(500);
			await Promise.all([joining, second.join()]);

			expect([first.generation, second.generation]).toEqual([1, 1]);
			expect(first.partitions).toHaveLength(2);
		}));

	test('answers a member that asks once more without making all join again', () =>
		inWorld({ topics, initialRebalanceDelayMs: 100 }, async (world) => {
			const [first, second] = await membersOf(world, ['one', 'two']);
			if (!first || !second) throw new Error('two members');
			await Promise.all([first.join(), second.join()]);
			const before = first.generation;
			const follower = first.isLeader ? second : first;

			expect(await follower.join()).toBe('NONE');
			expect(follower.generation).toBe(before);
			expect(await first.heartbeat()).toBe('NONE');
		}));

	test('goes on as it was when its coordinator has crashed', () =>
		inWorld({ topics }, async (world) => {
			const only = await member(world, 'one');
			await only.join();
			await only.commit(3);
			world.node('kafka-1').crash('the test');
			world.node('kafka-1').start();
			await only.client.process.sleep(100);

			expect(await only.heartbeat()).toBe('NONE');
			const { partitions } = await only.client.ask('kafka-1', 'OffsetFetch', { groupId, partitions: null });
			expect(partitions).toEqual([
				{ topic: 'orders', partition: 0, error: 'NONE', offset: 3, metadata: null }
			]);
		}));

	test('forgets its offsets when it has been empty for too long', () =>
		inWorld({ topics, offsetsRetentionMs: 60_000 }, async (world) => {
			const only = await member(world, 'one');
			await only.join();
			await only.commit(3);
			await only.client.ask('kafka-1', 'LeaveGroup', { groupId, memberId: only.id });
			await only.client.process.sleep(30_000);
			const before = world.kafka.committed(groupId, 'orders', 0);
			await only.client.process.sleep(60_000);

			expect([before, world.kafka.committed(groupId, 'orders', 0)]).toEqual([3, null]);
		}));

	test('is not listed because somebody asked for it', () =>
		inWorld({ topics }, async (world) => {
			const client = await world.client('app');
			await client.ask('kafka-1', 'SyncGroup', { groupId, generationId: 1, memberId: 'x', assignments: [] });
			await client.ask('kafka-1', 'JoinGroup', { ...joinRequest('never-given', 'app'), groupId: 'other' });

			expect((await client.ask('kafka-1', 'ListGroups', {})).groups).toEqual([]);
			expect(await stateOf(client)).toBe('Dead');
		}));
});

test('whatever crashes, no partition has two owners in one generation', async () => {
	let claimsCount = 0;
	for (let seed = 1; seed <= 40; seed++)
		await inWorld({ seed, brokers: 2, topics, sessionTimeoutMs: 1_500 }, async (world) => {
			const random = world.simulation.random('faults of the test');
			const claims: Claim[] = [];
			let coordinator = 'kafka-1';
			let isOver = false;
			const lives: Promise<void>[] = [];
			for (const name of ['one', 'two', 'three']) {
				const each = new Member(await world.client(name), () => coordinator, claims);
				lives.push(each.live(() => isOver));
			}
			const nemesis = await world.client('nemesis');
			const find = async () => {
				for (const broker of ['kafka-1', 'kafka-2']) {
					const found = await nemesis
						.ask(broker, 'FindCoordinator', { key: groupId, kind: 'group' }, 500)
						.catch(() => null);
					if (found) coordinator = found.coordinator.host;
				}
			};
			for (let round = 0; round < 6; round++) {
				await find();
				await nemesis.process.sleep(random.between([100, 5_000]));
				const cut = [[['one', 'two', 'three'][random.below(3)] ?? ''], [coordinator]];
				const isCrash = random.next() < 0.5;
				if (isCrash) world.node(coordinator).crash('the test');
				else world.simulation.network.cut(cut);
				await nemesis.process.sleep(random.between([100, 9_000]));
				if (isCrash) world.node(coordinator).start();
				else world.simulation.network.heal(cut);
				await nemesis.process.sleep(600);
			}
			await find();
			await nemesis.process.sleep(30_000);
			isOver = true;
			await Promise.all(lives);

			expect(groupFindings(claims), `seed ${seed}`).toEqual([]);
			const newest = Math.max(...claims.map(({ generation }) => generation));
			const owned = claims.filter(({ generation }) => generation === newest);
			expect(new Set(owned.flatMap(({ partitions }) => partitions)).size, `seed ${seed}`).toBe(4);
			claimsCount += claims.length;
		});
	expect(claimsCount).toBeGreaterThan(400);
});
