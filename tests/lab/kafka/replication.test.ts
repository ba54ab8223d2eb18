import { expect, test } from 'vitest';
import {
	consumerFindings,
	logFindings,
	type Acknowledged,
	type Stored
} from '../../support/kafka-checkers.ts';
import { inWorld, textOf, Unreachable, type KafkaWorld, type TestClient } from '../../support/kafka-world.ts';

const BROKERS = ['kafka-1', 'kafka-2', 'kafka-3'];
const seeds = Array.from({ length: 40 }, (_, index) => index + 1);

type Faults = (world: KafkaWorld) => Promise<void>;

/** For so long something fails now and then; a while later all is well again. */
const TROUBLE_MS = 20_000;

const crashesAndCuts: Faults = async (world) => {
	const random = world.simulation.random('faults of the test');
	const { process } = await world.client('nemesis');
	while (world.nowMs < TROUBLE_MS) {
		await process.sleep(random.between([200, 3_000]));
		const broker = BROKERS[random.below(3)] ?? '';
		const others = BROKERS.filter((name) => name !== broker);
		const isCrash = random.next() < 0.6;
		// Who asks is on the side of the broker that is cut off, or of the others.
		const side = random.next() < 0.5 ? [broker, 'producer'] : [broker];
		if (isCrash) world.node(broker).crash('the test');
		else world.simulation.network.cut([side, others]);
		await process.sleep(random.between([200, 4_000]));
		if (isCrash) world.node(broker).start();
		else world.simulation.network.heal([side, others]);
	}
};

const powerLoss: Faults = async (world) => {
	const random = world.simulation.random('faults of the test');
	const { process } = await world.client('nemesis');
	await process.sleep(random.between([1_000, 8_000]));
	const broker = world.kafka.leader('orders', 0) ?? 'kafka-1';
	world.node(broker).losePower();
	await process.sleep(random.between([100, 5_000]));
	world.node(broker).start();
};

async function leaderFor(client: TestClient, isAny: () => number): Promise<string> {
	for (;;) {
		const asked = BROKERS[isAny()] ?? 'kafka-1';
		try {
			const { topics } = await client.ask(
				asked,
				'Metadata',
				{ topics: ['orders'], allowAutoTopicCreation: false },
				400
			);
			const leader = topics[0]?.partitions[0]?.leader ?? -1;
			if (leader > 0) return `kafka-${leader}`;
		} catch (error) {
			if (!(error instanceof Unreachable)) throw error;
		}
		await client.process.sleep(100);
	}
}

/** Until there has been trouble enough: each value once, whatever becomes of it. */
async function produceAll(world: KafkaWorld, client: TestClient, acks: -1 | 1): Promise<Acknowledged[]> {
	const acknowledged: Acknowledged[] = [];
	const { random } = client.process;
	let leader = 'kafka-1';
	for (let count = 0; world.nowMs < TROUBLE_MS; count++) {
		const value = `v${count}`;
		try {
			const { error, baseOffset } = await client.produce(leader, {
				value,
				acks,
				timeoutMs: 1_500,
				patienceMs: 2_000
			});
			if (error === 'NONE') acknowledged.push({ value, offset: baseOffset });
			else leader = await leaderFor(client, () => random.below(3));
		} catch (error) {
			if (!(error instanceof Unreachable)) throw error;
			leader = await leaderFor(client, () => random.below(3));
		}
		await client.process.sleep(random.between([1, 60]));
	}
	return acknowledged;
}

async function consumeAll(client: TestClient, isOver: () => boolean): Promise<Stored[]> {
	const seen: Stored[] = [];
	const { random } = client.process;
	let [leader, offset] = ['kafka-1', 0];
	while (!isOver()) {
		const answer = await client.fetch(leader, { offset }).catch(() => null);
		for (const record of answer?.records ?? []) {
			seen.push({ offset: record.offset, value: textOf(record.value) });
			offset = record.offset + 1;
		}
		if (answer?.error !== 'NONE') leader = await leaderFor(client, () => random.below(3));
		await client.process.sleep(50);
	}
	return seen;
}

/** What was promised, what was seen, and what is there in the end. */
function troubled(seed: number, acks: -1 | 1, faults: Faults) {
	const config = { 'min.insync.replicas': acks === -1 ? '2' : '1' };
	const topics = { orders: { partitions: 1, replicationFactor: 3, config } };
	return inWorld(
		{ seed, brokers: 3, topics, sessionTimeoutMs: 1_500, replicaLagMs: 2_000 },
		async (world) => {
			const [producer, consumer] = [await world.client('producer'), await world.client('consumer')];
			let isOver = false;
			const consuming = consumeAll(consumer, () => isOver);
			const [acknowledged] = await Promise.all([produceAll(world, producer, acks), faults(world)]);
			for (const broker of BROKERS) world.node(broker).start();
			await producer.process.sleep(90_000);
			isOver = true;
			const seen = await consuming;
			const log = world.kafka.log('orders', 0).map(({ offset, value }) => ({ offset, value }));
			return { acknowledged, seen, log };
		}
	);
}

test.each<[string, Faults]>([
	['crashes and cuts', crashesAndCuts],
	['a loss of power', powerLoss]
])(
	'with %s, what all replicas in sync have acknowledged is never lost, moved or doubled',
	async (_name, faults) => {
		let count = 0;
		for (const seed of seeds) {
			const { acknowledged, seen, log } = await troubled(seed, -1, faults);
			count += acknowledged.length;
			expect(logFindings(acknowledged, log), `seed ${seed}`).toEqual([]);
			expect(consumerFindings(seen, log), `seed ${seed}`).toEqual([]);
			expect(seen.length, `seed ${seed}: what is there is consumed`).toBe(log.length);
		}
		expect(count, 'something was acknowledged at all').toBeGreaterThan(seeds.length * 50);
	}
);

test('what the leader alone has acknowledged is lost under some seed', async () => {
	const findings: string[] = [];
	for (const seed of seeds.slice(0, 10)) {
		const { acknowledged, log } = await troubled(seed, 1, crashesAndCuts);
		findings.push(...logFindings(acknowledged, log));
	}
	expect(findings.some((finding) => finding.startsWith('lost'))).toBe(true);
	expect(findings.filter((finding) => finding.startsWith('duplicate'))).toEqual([]);
});
