import { command, type Call, type Command } from './command.ts';
import { matchesGlob } from './glob.ts';
import { array, bulk, bulks, integer, NULL, RedisError, type Reply } from './reply.ts';

/** Publish and subscribe; nothing is kept for those who do not listen. */
export const pubSubCommands: Command[] = [
	command('subscribe -2 ps', (call) => join(call, 'subscribe', call.session.channels)),
	command('psubscribe -2 ps', (call) => join(call, 'psubscribe', call.session.patterns)),
	command('ssubscribe -2 ps 1 -1 1', (call) => join(call, 'ssubscribe', call.session.shardChannels)),
	command('unsubscribe -1 ps', (call) => leave(call, 'unsubscribe', call.session.channels)),
	command('punsubscribe -1 ps', (call) => leave(call, 'punsubscribe', call.session.patterns)),
	command('sunsubscribe -1 ps 1 -1 1', (call) => leave(call, 'sunsubscribe', call.session.shardChannels)),
	command('publish 3 pf', (call) => integer(call.server.publish(call.word(1), call.word(2)))),
	command('spublish 3 pf 1 1 1', publishToShard),
	command('pubsub -2 ', inspect)
];

function confirmation(call: Call, kind: string, channel: string | null): Reply {
	const { shardChannels, subscriptionCount } = call.session;
	const count = kind[0] === 's' && kind[1] !== 'u' ? shardChannels.size : subscriptionCount;
	const isShard = kind === 'ssubscribe' || kind === 'sunsubscribe';
	return { kind: 'push', items: [bulk(kind), bulk(channel), integer(isShard ? shardChannels.size : count)] };
}

function join(call: Call, kind: string, set: Set<string>): Reply {
	if (call.server.mayNotBlock && call.session.protocol === 2) {
		throw new RedisError(`ERR ${kind.toUpperCase()} isn't allowed for a DENY BLOCKING client`);
	}
	const items = call.rest(1).map((channel) => {
		set.add(channel);
		return confirmation(call, kind, channel);
	});
	return items.length === 1 ? (items[0] ?? NULL) : { kind: 'several', items };
}

function leave(call: Call, kind: string, set: Set<string>): Reply {
	const channels = call.count > 1 ? call.rest(1) : [...set];
	const items = channels.map((channel) => {
		set.delete(channel);
		return confirmation(call, kind, channel);
	});
	if (items.length === 0) items.push(confirmation(call, kind, null));
	return items.length === 1 ? (items[0] ?? NULL) : { kind: 'several', items };
}

function publishToShard(call: Call): Reply {
	const listeners = [...call.server.sessions.values()].filter((one) => one.shardChannels.has(call.word(1)));
	for (const one of listeners) {
		call.server.deliver(one, { kind: 'push', items: ['smessage', call.word(1), call.word(2)].map(bulk) });
	}
	return integer(listeners.length);
}

function inspect(call: Call): Reply {
	const sessions = [...call.server.sessions.values()];
	const isShard = call.option(1).startsWith('SHARD');
	const setOf = (session: (typeof sessions)[number]) => (isShard ? session.shardChannels : session.channels);
	switch (call.option(1).replace(/^SHARD/, '')) {
		case 'CHANNELS': {
			const all = new Set(sessions.flatMap((session) => [...setOf(session)]));
			return bulks([...all].filter((channel) => matchesGlob(call.words[2] ?? '*', channel)));
		}
		case 'NUMSUB':
			return array(
				call.rest(2).flatMap((channel) => {
					return [bulk(channel), integer(sessions.filter((session) => setOf(session).has(channel)).length)];
				})
			);
		case 'NUMPAT':
			return integer(new Set(sessions.flatMap((session) => [...session.patterns])).size);
		default:
			throw new RedisError(`ERR unknown subcommand '${call.word(1)}'. Try PUBSUB HELP.`);
	}
}
