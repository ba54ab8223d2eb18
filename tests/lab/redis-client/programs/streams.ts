import { createClient } from 'redis';

const client = await createClient({ url: process.env['REDIS_URL'] }).connect();
await client.flushAll();

for (let at = 1; at <= 5; at++)
	console.log(await client.xAdd('race', `${at}-0`, { rider: `r${at}`, speed: String(at * 10) }));
console.log(
	await client.xLen('race'),
	await client.xRange('race', '2', '3'),
	await client.xRevRange('race', '+', '-', { COUNT: 1 })
);
console.log(
	await client.xRead({ key: 'race', id: '3-0' }, { COUNT: 1 }),
	await client.xRead({ key: 'race', id: '$' })
);
console.log(
	await client.xRead(
		[
			{ key: 'race', id: '4-0' },
			{ key: 'none', id: '0' }
		],
		{ BLOCK: 10 }
	)
);
console.log(await client.xRead({ key: 'none', id: '$' }, { BLOCK: 20 }));

console.log(
	await client.xGroupCreate('race', 'judges', '0'),
	await client.xGroupCreate('new', 'g', '$', { MKSTREAM: true })
);
await client.xGroupCreate('race', 'judges', '0').catch((error: Error) => console.log(error.message));
console.log(await client.xReadGroup('judges', 'ada', { key: 'race', id: '>' }, { COUNT: 3 }));
console.log(await client.xReadGroup('judges', 'bob', [{ key: 'race', id: '>' }], { COUNT: 1 }));
console.log(await client.xAck('race', 'judges', ['1-0', '9-9']), await client.xPending('race', 'judges'));
const range = await client.xPendingRange('race', 'judges', '-', '+', 10, { consumer: 'ada' });
console.log(range.map(({ id, consumer, deliveriesCounter }) => [id, consumer, deliveriesCounter]));
console.log(await client.xReadGroup('judges', 'ada', { key: 'race', id: '0' }));
console.log(await client.xAutoClaim('race', 'judges', 'carl', 0, '0-0', { COUNT: 1 }));
console.log(await client.xAutoClaimJustId('race', 'judges', 'carl', 0, '0-0', { COUNT: 2 }));
console.log(
	await client.xClaim('race', 'judges', 'dora', 0, '4-0'),
	await client.xClaimJustId('race', 'judges', 'dora', 0, ['3-0'])
);
console.log(
	await client.xInfoGroups('race'),
	(await client.xInfoConsumers('race', 'judges')).map(({ name, pending }) => [name, pending])
);
const { 'first-entry': first, 'last-entry': last, length } = await client.xInfoStream('race');
console.log(first, last, length, await client.xDel('race', '2-0'));
console.log(
	await client.xTrim('race', 'MAXLEN', 2),
	await client.xAdd('race', '9-*', { a: 'b' }, { TRIM: { strategy: 'MAXLEN', threshold: 1 } })
);
console.log(await client.xRange('race', '-', '+'), await client.xAddNoMkStream('never', '*', { a: 'b' }));
console.log(await client.xGroupDestroy('race', 'judges'), await client.xPending('new', 'g'));
await client.close();
