import { lab, type Redis } from 'lab';
import { createClient, type RedisClientType } from 'redis';
import { beforeEach, expect, test } from 'vitest';
import { transfer } from '../transfer.ts';

let server: Redis;
let redis: RedisClientType;

beforeEach(async () => {
	server = lab.redis();
	redis = await createClient().connect();
	await redis.set('account:ada', 100);
});

test('the amount is moved', async () => {
	const answer = await transfer(redis, 'ada', 'bob', 30);

	expect(answer, 'the answer, with 100 in the account').toBe(true);
	expect(server.dump(), 'the accounts after 30 of 100').toEqual({ 'account:ada': '70', 'account:bob': '30' });
});

test('all there is can be moved', async () => {
	expect(await transfer(redis, 'ada', 'bob', 100), 'the answer to 100 of 100').toBe(true);
});

test('more than there is is refused, and nothing changes', async () => {
	expect(await transfer(redis, 'ada', 'bob', 101), 'the answer to 101 of 100').toBe(false);
	expect(await transfer(redis, 'eve', 'bob', 1), 'the answer where there is no account').toBe(false);
	expect(server.dump(), 'the accounts').toEqual({ 'account:ada': '100' });
});

test('after a refusal the connection watches nothing', async () => {
	await transfer(redis, 'ada', 'bob', 101);
	const other = await createClient().connect();
	await other.set('account:ada', 500);
	const replies = await redis.multi().ping().exec().catch(String);

	expect(replies, 'what the next transaction of this connection gives').toEqual(['PONG']);
});

test('another error is passed on', async () => {
	await redis.set('account:bob', 'a lot');
	const failure = await transfer(redis, 'ada', 'bob', 30).then(
		(answer) => `the answer ${answer}`,
		() => 'an error'
	);

	expect(failure, 'what comes of adding to an account that holds no number').toBe('an error');
});
