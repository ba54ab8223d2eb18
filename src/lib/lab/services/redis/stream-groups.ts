import { command, syntaxError, type Call, type Command } from './command.ts';
import { parseInteger } from './numbers.ts';
import { array, bulk, integer, map, NULL, OK, RedisError, type Reply } from './reply.ts';
import { compareIds, idText, MIN_ID, parseId, type Group, type Stream } from './stream.ts';
import { entryReply } from './streams.ts';

/** XGROUP and XINFO. */
export const streamGroupCommands: Command[] = [
	command('xgroup -2 w 2 2 1', manage),
	command('xinfo -2 r 2 2 1', inspect)
];

const NO_KEY =
	'ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to use the MKSTREAM option to create an empty stream automatically.';

function manage(call: Call): Reply {
	const action = call.option(1);
	const arities: Record<string, number> = {
		CREATE: -5,
		SETID: -5,
		DESTROY: 4,
		CREATECONSUMER: 5,
		DELCONSUMER: 5
	};
	const arity = arities[action];
	if (arity === undefined) throw new RedisError(`ERR unknown subcommand '${call.word(1)}'. Try XGROUP HELP.`);
	if (arity > 0 ? call.count !== arity : call.count < -arity) {
		throw new RedisError(`ERR wrong number of arguments for 'xgroup|${action.toLowerCase()}' command`);
	}
	const [key, name] = [call.word(2), call.word(3)];
	const options = readOptions(call, action);
	let stream = call.db.findAs(key, 'stream')?.stream;
	if (!stream && options.makes) {
		stream = call.db.stream(key);
	}
	if (!stream) throw new RedisError(NO_KEY);
	const group = stream.groups.get(name);
	if (!group && action !== 'CREATE' && action !== 'DESTROY') {
		throw new RedisError(`NOGROUP No such consumer group '${name}' for key name '${key}'`);
	}
	return act(call, action, stream, group, options.entriesRead);
}

function readOptions(call: Call, action: string) {
	let makes = false;
	let entriesRead: number | null = null;
	if (action !== 'CREATE' && action !== 'SETID') return { makes, entriesRead };
	for (let i = 5; i < call.count; i++) {
		const name = call.option(i);
		if (name === 'MKSTREAM' && action === 'CREATE') makes = true;
		else if (name === 'ENTRIESREAD' && i + 1 < call.count) {
			entriesRead = parseInteger(call.word(++i));
			if (entriesRead < -1) throw new RedisError('ERR value for ENTRIESREAD must be positive or -1');
			if (entriesRead < 0) entriesRead = null;
		} else
			throw new RedisError(
				`ERR unknown subcommand or wrong number of arguments for '${call.word(1)}'. Try XGROUP HELP.`
			);
	}
	return { makes, entriesRead };
}

function act(
	call: Call,
	action: string,
	stream: Stream,
	group: Group | undefined,
	entriesRead: number | null
): Reply {
	const [key, name] = [call.word(2), call.word(3)];
	if (action === 'CREATE' || action === 'SETID') {
		const last =
			call.word(4) === '$' ? stream.last : call.word(4) === '-' ? MIN_ID : parseId(call.word(4), 0);
		if (action === 'SETID' && group) Object.assign(group, { last, entriesRead });
		else if (group) throw new RedisError('BUSYGROUP Consumer Group name already exists');
		else stream.groups.set(name, { name, last, entriesRead, consumers: new Map(), pending: new Map() });
		call.db.changed(key, `xgroup-${action.toLowerCase()}`, 't');
		return OK;
	}
	if (action === 'DESTROY') {
		if (!stream.groups.delete(name)) return integer(0);
		call.db.changed(key, 'xgroup-destroy', 't');
		call.server.keyReady(call.db.index, key);
		return integer(1);
	}
	const consumerName = call.word(4);
	const consumer = group?.consumers.get(consumerName);
	if (action === 'CREATECONSUMER') {
		if (consumer) return integer(0);
		group?.consumers.set(consumerName, { name: consumerName, seenAt: call.now });
		call.db.changed(key, 'xgroup-createconsumer', 't');
		return integer(1);
	}
	if (!consumer || !group) return integer(0);
	const own = [...group.pending].filter(([, pending]) => pending.consumer === consumer);
	for (const [id] of own) group.pending.delete(id);
	group.consumers.delete(consumerName);
	call.db.changed(key, 'xgroup-delconsumer', 't');
	return integer(own.length);
}

function inspect(call: Call): Reply {
	const action = call.option(1);
	if (!['STREAM', 'GROUPS', 'CONSUMERS'].includes(action)) {
		throw new RedisError(`ERR unknown subcommand '${call.word(1)}'. Try XINFO HELP.`);
	}
	if (action === 'CONSUMERS' ? call.count !== 4 : action === 'GROUPS' ? call.count !== 3 : call.count < 3) {
		throw new RedisError(`ERR wrong number of arguments for 'xinfo|${action.toLowerCase()}' command`);
	}
	const stream = call.db.findAs(call.word(2), 'stream')?.stream;
	if (!stream) throw new RedisError('ERR no such key');
	if (action === 'STREAM') return describeStream(call, stream);
	if (action === 'GROUPS') {
		const sorted = [...stream.groups.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
		return array(sorted.map((group) => describeGroup(stream, group)));
	}
	const group = stream.groups.get(call.word(3));
	if (!group) {
		throw new RedisError(`NOGROUP No such consumer group '${call.word(3)}' for key name '${call.word(2)}'`);
	}
	const consumers = [...group.consumers.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
	const pendingOf = (name: string) =>
		[...group.pending.values()].filter(({ consumer }) => consumer.name === name);
	return array(
		consumers.map((consumer) =>
			map([
				['name', bulk(consumer.name)],
				['pending', integer(pendingOf(consumer.name).length)],
				['idle', integer(Math.max(0, call.now - consumer.seenAt))]
			])
		)
	);
}

function describeStream(call: Call, stream: Stream): Reply {
	if (call.count > 3) {
		if (call.option(3) !== 'FULL') throw syntaxError();
		throw new RedisError('ERR LabUnsupportedError: XINFO STREAM with FULL');
	}
	const [first, last] = [stream.entries[0], stream.entries.at(-1)];
	const nodes = Math.ceil(stream.entries.length / 100);
	return map([
		['length', integer(stream.entries.length)],
		['radix-tree-keys', integer(nodes)],
		['radix-tree-nodes', integer(nodes + 1)],
		['last-generated-id', bulk(idText(stream.last))],
		['max-deleted-entry-id', bulk(idText(stream.maxDeleted))],
		['entries-added', integer(stream.added)],
		['recorded-first-entry-id', bulk(idText(first?.id ?? MIN_ID))],
		['groups', integer(stream.groups.size)],
		['first-entry', first ? entryReply(first) : NULL],
		['last-entry', last ? entryReply(last) : NULL]
	]);
}

function describeGroup(stream: Stream, group: Group): Reply {
	return map([
		['name', bulk(group.name)],
		['consumers', integer(group.consumers.size)],
		['pending', integer(group.pending.size)],
		['last-delivered-id', bulk(idText(group.last))],
		['entries-read', group.entriesRead === null ? NULL : integer(group.entriesRead)],
		['lag', lagOf(stream, group)]
	]);
}

/** How far the group is behind; null when deletions make it unknowable (streamEstimateDistanceFromFirstEverEntry). */
function lagOf(stream: Stream, group: Group): Reply {
	if (stream.added === 0 || stream.entries.length === 0) return integer(0);
	const hasTombstone = compareIds(stream.maxDeleted, group.last) > 0;
	if (group.entriesRead !== null && !hasTombstone) return integer(stream.added - group.entriesRead);
	if (compareIds(group.last, stream.last) >= 0) return integer(0);
	const first = stream.entries[0];
	if (first && compareIds(group.last, first.id) < 0 && compareIds(stream.maxDeleted, first.id) < 0) {
		return integer(stream.entries.length);
	}
	return NULL;
}
