import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { legacyMurmur2, murmur2 } from '../../../src/lib/lab/services/kafka/client/murmur2.ts';
import { RandomStream } from '../../../src/lib/lab/kernel/random-stream.ts';
import { printedByProgram, QUIET } from './machine.ts';

const kafkajs = createRequire(import.meta.url);
const random = new RandomStream(1, 'keys');
const KEYS = Array.from({ length: 2_000 }, () =>
	Buffer.from(Array.from({ length: random.below(40) }, () => random.below(256)))
);

describe('the hash of a key', () => {
	test.each([
		['the default partitioner', murmur2, 'default'],
		['the partitioner of old', legacyMurmur2, 'legacy']
	])('is that of kafkajs, for 2,000 keys by lot: %s', (_name, own, folder) => {
		const theirs = kafkajs(`kafkajs/src/producer/partitioners/${folder}/murmur2.js`);

		expect(KEYS.map((key) => own(key))).toEqual(KEYS.map((key) => theirs(key)));
	});
});

describe('a partitioner', () => {
	test('puts a key where kafkajs puts it, whether it is text or bytes', async () => {
		const keys = ['a', 'order-17', 'ünïcode', 'customer:4711', ''];
		const partitionMetadata = Array.from({ length: 12 }, (_, partitionId) => ({ partitionId, leader: 1 }));
		const { Partitioners } = kafkajs('kafkajs');
		const theirs = Partitioners.DefaultPartitioner();
		const wanted = keys.map((key) => theirs({ topic: 't', partitionMetadata, message: { key, value: '' } }));

		const printed = await printedByProgram(`
import { Partitioners } from 'kafkajs';
const partitioner = Partitioners.DefaultPartitioner();
const partitionMetadata = ${JSON.stringify(partitionMetadata)};
for (const key of ${JSON.stringify(keys)})
	for (const given of [key, Buffer.from(key)])
		console.log(partitioner({ topic: 't', partitionMetadata, message: { key: given, value: '' } }));
`);

		expect(printed).toEqual(wanted.flatMap((partition) => [String(partition), String(partition)]));
	});

	test('deals out messages without a key in turn, and obeys a message that names its partition', async () => {
		const printed = await printedByProgram(`
import { Partitioners } from 'kafkajs';
const partitioner = Partitioners.DefaultPartitioner();
const partitionMetadata = [0, 1, 2].map((partitionId) => ({ partitionId, leader: 1 }));
const to = (message) => partitioner({ topic: 't', partitionMetadata, message });
const first = [1, 2, 3, 4, 5, 6].map(() => to({ value: '' }));
console.log(new Set(first.slice(0, 3)).size, first.slice(0, 3).join() === first.slice(3).join());
console.log(to({ value: '', key: 'a', partition: 2 }));
`);

		expect(printed).toEqual(['3 true', '2']);
	});

	test('of the program itself decides where its producer writes', async () => {
		const printed = await printedByProgram(`${QUIET}
const admin = kafka.admin();
await admin.connect();
await admin.createTopics({ topics: [{ topic: 'letters', numPartitions: 3 }] });
const producer = kafka.producer({ createPartitioner: () => ({ message }) => message.value.length % 3 });
await producer.connect();
const sent = await producer.send({ topic: 'letters', messages: [{ value: 'a' }, { value: 'bb' }, { value: 'ccc' }] });
console.log(sent.map(({ partition }) => partition).join());
`);

		expect(printed).toEqual(['0,1,2']);
	});
});
