import { expect, test } from 'vitest';
import { encodeReply, encodeCommand, RespDecoder } from '#lib/lab/services/redis/resp.ts';
import { labRedis } from './lab-redis.ts';
import { CommandsAtRandom } from './commands-at-random.ts';

function transcript(seed: number): string {
	const lab = labRedis(
		() => 5,
		() => 0.3
	);
	const session = lab.connect();
	const random = new CommandsAtRandom(seed);
	return Array.from({ length: 1000 }, () => encodeReply(lab.execute(session, random.next()), 3)).join('');
}

test('the same commands get the same answers in every run', () => {
	expect(transcript(4)).toBe(transcript(4));
});

test('a key is gone when its time has come, and a replica is told', () => {
	let now = 0;
	const lab = labRedis(() => now);
	const session = lab.connect();
	lab.execute(session, ['SET', 'a', '1', 'PX', '100']);
	lab.takeEffects();

	now = 100;

	expect(lab.execute(session, ['GET', 'a'])).toEqual({ kind: 'null' });
	expect(lab.takeEffects()).toEqual([{ database: 0, words: ['DEL', 'a'] }]);
});

test('a waiting session is served first come, first served', () => {
	const lab = labRedis();
	const [first, second, third] = [lab.connect(), lab.connect(), lab.connect()];
	lab.execute(first, ['BLPOP', 'list', '0']);
	lab.execute(second, ['BLPOP', 'list', '0']);

	lab.execute(third, ['RPUSH', 'list', 'a']);

	expect(lab.takeDeliveries().map(({ session }) => session.id)).toEqual([first.id]);
});

test('replies are read from bytes that come one by one', () => {
	const decoder = new RespDecoder();
	for (const byte of encodeCommand(['SET', 'a\r\n', ''])) {
		expect(decoder.next()).toBeNull();
		decoder.feed(byte);
	}
	expect(decoder.next()).toMatchObject({
		kind: 'array',
		items: [{ text: 'SET' }, { text: 'a\r\n' }, { text: '' }]
	});
});
