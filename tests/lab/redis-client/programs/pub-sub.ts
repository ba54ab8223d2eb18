import { createClient } from 'redis';

const client = createClient({ url: process.env['REDIS_URL'], name: 'teller' });
const subscriber = client.duplicate({ name: 'hearer' });
const events: string[] = [];
for (const name of ['connect', 'ready', 'end', 'reconnecting']) subscriber.on(name, () => events.push(name));
await client.connect();
await subscriber.connect();
await client.flushAll();
console.log(await client.clientGetName(), await subscriber.clientGetName());

const heard: string[] = [];
const listen = (message: string, channel: string) => heard.push(`${channel}: ${message}`);
const second = (message: string) => heard.push(`second ${message}`);
await subscriber.subscribe('news', listen);
await subscriber.subscribe(['news', 'sport'], second);
await subscriber.pSubscribe('n*', (message, channel) => heard.push(`pattern ${channel} ${message}`));
await subscriber.subscribe(
	'bytes',
	(message, channel) => heard.push(`${channel.length} ${message.toString('hex')}`),
	true
);
console.log(subscriber.isPubSubActive, client.isPubSubActive);
console.log(
	await client.publish('news', 'first'),
	await client.publish('sport', 'goal'),
	await client.publish('none', 'x')
);
console.log(await client.publish('bytes', Buffer.from([1, 254])));
console.log(
	await client.pubSubNumSub(['news', 'none']),
	await client.pubSubNumPat(),
	(await client.pubSubChannels()).toSorted()
);
console.log(await subscriber.ping(), await subscriber.get('still works'));

await subscriber.unsubscribe('news', listen);
await client.publish('news', 'for the second');
await subscriber.unsubscribe('news');
await client.publish('news', 'for the pattern');
await subscriber.pUnsubscribe();
console.log(await client.publish('news', 'for nobody'));
await subscriber.unsubscribe();
console.log(subscriber.isPubSubActive, heard);

const waiting = subscriber.blPop('jobs', 0);
await client.rPush('jobs', ['a', 'b']);
console.log(await waiting, await client.lLen('jobs'));
subscriber.destroy();
await client.close();
console.log(events);
