import { createClient, defineScript, MultiErrorReply, RESP_TYPES, WatchError } from 'redis';

const client = createClient({
	url: process.env['REDIS_URL'],
	scripts: {
		addTwice: defineScript({
			NUMBER_OF_KEYS: 1,
			SCRIPT: 'return redis.call("GET", KEYS[1]) + ARGV[1] + ARGV[1];',
			parseCommand(parser, key: string, toAdd: number) {
				parser.pushKey(key);
				parser.push(toAdd.toString());
			},
			transformReply: (reply: unknown) => reply
		})
	}
});
const other = client.duplicate();
await Promise.all([client.connect(), other.connect()]);
await client.flushAll();

const [set, got] = await client.multi().set('another-key', 'another-value').get('another-key').exec();
console.log(set, got);
console.log(
	await client
		.multi()
		.hSet('h', { a: '1' })
		.hGetAll('h')
		.zAdd('z', { score: 1, value: 'm' })
		.zScore('z', 'm')
		.exec()
);
console.log(await client.multi().exec(), await client.multi().execAsPipeline());
console.log(
	await client.multi().incr('n').incr('n').execAsPipeline(),
	await client.multi().ping().execTyped()
);

await client.watch('stock');
console.log(client.isWatching);
await other.set('stock', '1');
try {
	await client.multi().set('stock', '9').exec();
} catch (error) {
	console.log(
		error instanceof WatchError,
		Object(error).message,
		await client.get('stock'),
		client.isWatching
	);
}
await client.watch(['stock', 'n']);
await client.unwatch();
await other.set('stock', '2');
console.log(await client.multi().set('stock', '3').get('stock').exec());

try {
	await client.multi().set('text', 'a').incr('text').get('text').exec();
} catch (error) {
	if (!(error instanceof MultiErrorReply)) throw error;
	console.log(error.message, error.errorIndexes, error.replies.length, [...error.errors()].map(String));
}
await client
	.multi()
	.set('lost', '1')
	.addCommand(['NONSENSE'])
	.exec()
	.catch((error: Error) => console.log(error.constructor.name, error.message));
console.log(await client.get('lost'));

await client.set('n', '1');
console.log(
	await client.addTwice('n', 2),
	await client.addTwice('n', 5),
	await client.multi().addTwice('n', 3).exec()
);
console.log(await client.eval('return {KEYS[1], ARGV[1], 2}', { keys: ['k'], arguments: ['v'] }));
const sha = await client.scriptLoad('return 7');
console.log(sha, await client.evalSha(sha), await client.scriptExists([sha, 'no']));
await client.evalSha('0'.repeat(40)).catch((error: Error) => console.log(error.message));

const binary = client.withTypeMapping({ [RESP_TYPES.BLOB_STRING]: Buffer });
await client.set('bytes', Buffer.from([0, 255, 10, 13]));
console.log(await binary.get('bytes'), await client.strLen('bytes'));
console.log(await client.withTypeMapping({ [RESP_TYPES.MAP]: Map }).hGetAll('h'));

await other.select(3);
console.log(await other.get('n'), await other.dbSize(), await client.dbSize());
await Promise.all([client.quit(), other.disconnect()]);
console.log(client.isOpen, other.isOpen);
