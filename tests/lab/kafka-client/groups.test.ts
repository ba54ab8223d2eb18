import { describe, expect, test } from 'vitest';
import { printedByProgram, QUIET, reportOf } from './machine.ts';

/** Two members share four partitions; what they do is printed with its second. */
const GROUP = (handler: string, rest: string) => `
import { lab, work } from 'lab';
import { Kafka, logLevel } from 'kafkajs';
const kafka = lab.kafka({ topics: { orders: { partitions: 4 } } });
const seen = [];
const say = (name, ...words) => console.log(Math.floor(lab.now() / 1000), name, ...words);
const member = (name) => async () => {
	const client = new Kafka({ clientId: name, brokers: ['kafka-1:9092'], logLevel: logLevel.NOTHING });
	const consumer = client.consumer({ groupId: 'billing', sessionTimeout: 6000, heartbeatInterval: 1000, maxWaitTimeInMs: 200 });
	const { GROUP_JOIN, REBALANCING } = consumer.events;
	consumer.on(GROUP_JOIN, ({ payload }) => say(name, JSON.stringify(payload.memberAssignment)));
	consumer.on(REBALANCING, () => say(name, 'rebalancing'));
	await consumer.connect();
	await consumer.subscribe({ topics: ['orders'], fromBeginning: true });
	const eachMessage = ${handler};
	await consumer.run({ eachMessage });
};
const [one, two] = ['worker-1', 'worker-2'].map((name) => lab.process(name, member(name)));
lab.process('shop', async () => {
	const producer = new Kafka({ brokers: ['kafka-1:9092'], logLevel: logLevel.NOTHING }).producer();
	await producer.connect();
	for (let i = 0; i < 40; i++) {
		await producer.send({ topic: 'orders', messages: [{ partition: i % 4, value: String(i) }] });
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
});
${rest}
`;
const NOTED = `async ({ partition, message }) => {
	await new Promise((resolve) => setTimeout(resolve, 50));
	seen.push(partition + '/' + message.offset);
}`;

describe('a group', () => {
	test('gives the partitions of a crashed member to the others, and nothing is lost', async () => {
		const printed = await printedByProgram(
			GROUP(
				NOTED,
				`lab.at(3_000, () => two.crash());
await lab.run({ forMs: 20_000 });
console.log(new Set(seen).size, [0, 1, 2, 3].map((partition) => kafka.committed('billing', 'orders', partition)).join());`
			)
		);

		expect(printed).toEqual([
			'0 worker-2 {"orders":[1,3]}',
			'0 worker-1 {"orders":[0,2]}',
			expect.stringMatching(/^(?:8|9) worker-1 rebalancing$/),
			expect.stringMatching(/^(?:8|9) worker-1 \{"orders":\[0,1,2,3\]\}$/),
			'40 10,10,10,10'
		]);
	});

	test('hands a message out again when a member crashed before its offset was committed', async () => {
		const printed = await printedByProgram(
			GROUP(
				`async ({ partition, message }) => {
	seen.push(partition + '/' + message.offset);
	if (seen.length === 9) lab.at(lab.now(), () => (name === 'worker-1' ? one : two).crash());
	await new Promise((resolve) => setTimeout(resolve, 50));
}`,
				`await lab.run({ forMs: 20_000 });
const twice = seen.filter((each, index) => seen.indexOf(each) < index);
console.log(seen.length - twice.length, twice.length > 0);`
			)
		);

		expect(printed.at(-1)).toBe('40 true');
	});

	test('takes a member for dead whose handler computes for longer than its session', async () => {
		const printed = await printedByProgram(
			GROUP(
				`async () => { if (name === 'worker-2' && !seen.length) { seen.push(0); work(8_000, 'too long'); } }`,
				`await lab.run({ forMs: 20_000 });`
			)
		);

		expect(printed).toContainEqual(expect.stringMatching(/worker-1 \{"orders":\[0,1,2,3\]\}/));
		expect(printed.at(-1)).toMatch(/worker-[12] \{"orders":\[(?:0,2|1,3)\]\}/);
	});

	test('is shown in figures: who has what, what is committed, where each member stands', async () => {
		const { traces } = await reportOf(GROUP(NOTED, 'await lab.run({ forMs: 2_000 });'), { isTraced: true });
		const keys = new Set(
			traces?.[0]?.trace.events.flatMap((event) => (event.kind === 'state' ? [event.key] : []))
		);

		expect(keys).toContain('group/billing');
		expect(keys).toContain('committed/billing/orders/0');
		expect(keys).toContain('position/worker-1/billing/orders/0');
	});

	test('is told of an assignment by an assigner of the program itself', async () => {
		const printed = await printedByProgram(`${QUIET}
import { AssignerProtocol } from 'kafkajs';
const everythingToTheFirst = ({ cluster }) => ({
	name: 'EverythingToTheFirst',
	version: 1,
	async assign({ members, topics }) {
		const [{ memberId, memberMetadata }] = members;
		console.log(AssignerProtocol.MemberMetadata.decode(memberMetadata).topics);
		const assignment = Object.fromEntries(
			topics.map((topic) => [topic, cluster.findTopicPartitionMetadata(topic).map(({ partitionId }) => partitionId)])
		);
		return [{ memberId, memberAssignment: AssignerProtocol.MemberAssignment.encode({ version: 1, assignment }) }];
	},
	protocol({ topics }) {
		return { name: 'EverythingToTheFirst', metadata: AssignerProtocol.MemberMetadata.encode({ version: 1, topics }) };
	}
});
const admin = kafka.admin();
await admin.connect();
await admin.createTopics({ topics: [{ topic: 't', numPartitions: 2 }] });
const consumer = kafka.consumer({ groupId: 'g', partitionAssigners: [everythingToTheFirst] });
await consumer.connect();
await consumer.subscribe({ topics: ['t'] });
await consumer.run({ eachMessage: async () => undefined });
const { state, protocol, members } = await consumer.describeGroup();
console.log(state, protocol, JSON.stringify(AssignerProtocol.MemberAssignment.decode(members[0].memberAssignment).assignment));
`);

		expect(printed).toEqual(["[ 't' ]", 'Stable EverythingToTheFirst {"t":[0,1]}']);
	});
});

describe('a handler that throws', () => {
	const FAILING = (retry: string, rest = '') => `${QUIET}
const producer = kafka.producer();
await producer.connect();
await producer.send({ topic: 't', messages: [{ value: 'good' }, { value: 'poison' }, { value: 'after' }] });
const consumer = kafka.consumer({ groupId: 'g', maxWaitTimeInMs: 100, retry: ${retry} });
let tries = 0;
consumer.on(consumer.events.CRASH, ({ payload: { error, restart } }) => console.log('crash', error.name, error.message, restart));
await consumer.connect();
await consumer.subscribe({ topics: ['t'], fromBeginning: true });
await consumer.run({
	eachMessage: async ({ message }) => {
		if (String(message.value) !== 'poison') return console.log(String(message.value));
		tries++;
		${rest}
		throw new Error('cannot read ' + message.value);
	}
});
await wait(60_000);
console.log(tries);
await consumer.disconnect();
`;

	test('gets the message again, after waits that grow, until it does not throw', async () => {
		const printed = await printedByProgram(FAILING('{ retries: 5 }', 'if (tries === 3) return;'));

		expect(printed).toEqual(['good', 'after', '3']);
	});

	test('crashes its consumer when it has thrown too often; without a restart that is the end', async () => {
		const printed = await printedByProgram(FAILING('{ retries: 2, restartOnFailure: async () => false }'));

		expect(printed).toEqual(['good', 'crash KafkaJSNumberOfRetriesExceeded cannot read poison false', '3']);
	});

	test('crashes its consumer at once, and for good, by a mistake in its code', async () => {
		const printed = await printedByProgram(FAILING('{ retries: 5 }', 'null.length;'));

		expect(printed).toEqual([
			'good',
			expect.stringMatching(/^crash KafkaJSNonRetriableError .* false$/),
			'1'
		]);
	});

	test('never gets past that message: the consumer starts again, and again', async () => {
		const printed = await printedByProgram(FAILING('{ retries: 0, initialRetryTime: 5000 }'));

		expect(printed.filter((line) => line.startsWith('crash')).length).toBeGreaterThan(5);
		expect(printed).not.toContain('after');
	});
});
