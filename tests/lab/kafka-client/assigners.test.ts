import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { printedByProgram, QUIET } from './machine.ts';

const { AssignerProtocol, PartitionAssigners } = createRequire(import.meta.url)('kafkajs');

const METADATA = { version: 1, topics: ['orders', 'päyments'] };
const ASSIGNMENT = { version: 0, assignment: { orders: [0, 2], päyments: [11] } };

describe('the bytes between members', () => {
	test('are those of kafkajs, in both directions', async () => {
		const theirs = [
			AssignerProtocol.MemberMetadata.encode(METADATA).toString('hex'),
			AssignerProtocol.MemberAssignment.encode(ASSIGNMENT).toString('hex')
		];

		const printed = await printedByProgram(`
import { AssignerProtocol } from 'kafkajs';
const { MemberMetadata, MemberAssignment } = AssignerProtocol;
console.log(MemberMetadata.encode(${JSON.stringify(METADATA)}).toString('hex'));
console.log(MemberAssignment.encode(${JSON.stringify(ASSIGNMENT)}).toString('hex'));
const { version, topics, userData } = MemberMetadata.decode(Buffer.from('${theirs[0]}', 'hex'));
console.log(JSON.stringify({ version, topics }), userData.length);
const decoded = MemberAssignment.decode(Buffer.from('${theirs[1]}', 'hex'));
console.log(JSON.stringify({ version: decoded.version, assignment: decoded.assignment }), MemberAssignment.decode(Buffer.alloc(0)));
`);

		expect(printed).toEqual([
			...theirs,
			`${JSON.stringify(METADATA)} 0`,
			`${JSON.stringify(ASSIGNMENT)} null`
		]);
	});
});

describe('round robin', () => {
	test('deals out as that of kafkajs does', async () => {
		const partitions: Record<string, number> = { a: 3, b: 1, c: 5 };
		const members = ['m-3', 'm-1', 'm-2'].map((memberId) => ({ memberId }));
		const cluster = {
			findTopicPartitionMetadata: (topic: string) =>
				Array.from({ length: partitions[topic] ?? 0 }, (_, partitionId) => ({ partitionId }))
		};
		const theirs = await PartitionAssigners.roundRobin({ cluster }).assign({
			members,
			topics: ['c', 'a', 'b']
		});

		const printed = await printedByProgram(`
import { PartitionAssigners } from 'kafkajs';
const partitions = ${JSON.stringify(partitions)};
const cluster = { findTopicPartitionMetadata: (topic) => Array.from({ length: partitions[topic] }, (_, partitionId) => ({ partitionId })) };
const assigned = await PartitionAssigners.roundRobin({ cluster }).assign({ members: ${JSON.stringify(members)}, topics: ['c', 'a', 'b'] });
for (const { memberId, memberAssignment } of assigned) console.log(memberId, memberAssignment.toString('hex'));
`);

		expect(printed).toEqual(
			theirs.map(
				({ memberId, memberAssignment }: { memberId: string; memberAssignment: Buffer }) =>
					`${memberId} ${memberAssignment.toString('hex')}`
			)
		);
	});
});

describe('what programs and checks share', () => {
	test('cannot be changed through a batch or an assigner', async () => {
		const printed = await printedByProgram(`${QUIET}
import { PartitionAssigners } from 'kafkajs';
const producer = kafka.producer();
await producer.connect();
await producer.send({ topic: 't', messages: [{ value: 'a' }] });
const tried = (what) => { try { what(); console.log('changed'); } catch { console.log('refused'); } };
const spy = (config) => {
	console.log(Object.getPrototypeOf(config.cluster) === Object.prototype);
	return PartitionAssigners.roundRobin(config);
};
const consumer = kafka.consumer({ groupId: 'g', partitionAssigners: [spy] });
await consumer.connect();
await consumer.subscribe({ topics: ['t'], fromBeginning: true });
await consumer.run({
	eachBatch: async ({ batch }) => {
		tried(() => { Object.getPrototypeOf(batch).isEmpty = () => true; });
		tried(() => { batch.constructor.prototype.lastOffset = () => '0'; });
		tried(() => { kafka.constructor.prototype.producer = () => null; });
	}
});
`);

		expect(printed).toEqual(['true', 'refused', 'refused', 'refused']);
	});
});
