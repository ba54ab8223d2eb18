import { createClient } from 'redis';

const client = createClient({ url: process.env['REDIS_URL'] });
client.on('error', (error) => console.log('Redis Client Error', error));
console.log(client.isOpen, client.isReady);
await client.connect();
console.log(client.isOpen, client.isReady);
await client.flushAll();

console.log(await client.set('bike:1', 'Deimos'));
console.log(await client.get('bike:1'), await client.get('bike:2'));
console.log(
	await client.set('bike:1', 'bike', { NX: true }),
	await client.set('bike:1', 'bike', { XX: true })
);
console.log(await client.set('bike:1', 'Phobos', { GET: true }));
console.log(await client.set('seat', 'taken', { expiration: { type: 'EX', value: 100 }, condition: 'NX' }));
console.log(await client.ttl('seat'), await client.persist('seat'), await client.ttl('seat'));
console.log(await client.set('smile', 'Ærø ☺ 🚲'), await client.get('smile'), await client.strLen('smile'));
console.log(await client.mSet({ a: '1', b: '2' }), await client.mGet(['a', 'b', 'c']));
console.log(await client.incrBy('a', 30), await client.incrByFloat('a', 0.5), await client.SET('n', 7));

console.log(await client.hSet('user:1', { name: 'John Smith', age: 29 }));
console.log(await client.hSet('user:1', 'city', 'Oslo'), await client.hGet('user:1', 'city'));
console.log(await client.hGetAll('user:1'), await client.hGetAll('user:2'));
console.log(await client.hmGet('user:1', ['name', 'nothing']), await client.HINCRBY('user:1', 'age', 2));

console.log(
	await client.lPush('list', ['x', 'y']),
	await client.rPush('list', 'z'),
	await client.lRange('list', 0, -1)
);
console.log(
	await client.lPopCount('list', 2),
	await client.blPop('list', 1),
	await client.blPop('list', 0.05)
);
console.log(
	await client.sAdd('set', ['only']),
	await client.sMembers('set'),
	await client.sIsMember('set', 'no')
);

const scores = [
	{ score: 10, value: 'Norem' },
	{ score: 12.5, value: 'Castilla' },
	{ score: -Infinity, value: 'Nobody' }
];
console.log(await client.zAdd('racers', scores), await client.zScore('racers', 'Castilla'));
console.log(
	await client.zRangeWithScores('racers', 0, -1),
	await client.zRange('racers', '(10', '+inf', { BY: 'SCORE' })
);
console.log(
	await client.zPopMin('racers'),
	await client.zPopMin('none'),
	await client.zIncrBy('racers', 1.5, 'Norem')
);

try {
	await client.incr('smile');
} catch (error) {
	console.log(error instanceof Error, Object(error).constructor.name, Object(error).message);
}
console.log(
	await client.sendCommand(['SET', 'key', 'value', 'NX']),
	await client.sendCommand(['HGETALL', 'user:1'])
);
// @ts-expect-error A number is no argument of GET.
await client.get(1).catch((error: Error) => console.log(error.name, error.message));
console.log(
	(await client.type('racers')) + (await client.exists(['a', 'a', 'no'])),
	await client.del(['a', 'b'])
);

const page = await client.scan('0', { MATCH: 'bike:*', COUNT: 100 });
console.log(page);
const found: string[] = [];
for await (const keys of client.scanIterator({ COUNT: 3 })) found.push(...keys);
console.log(found.toSorted());
for await (const entries of client.hScanIterator('user:1')) console.log(entries);
for await (const members of client.zScanIterator('racers')) console.log(members);

await client.close();
console.log(client.isOpen, client.isReady);
await client.get('key').catch((error: Error) => console.log(error.constructor.name, error.message));
