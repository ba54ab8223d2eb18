import { command, syntaxError, type Call, type Command } from './command.ts';
import { parseInteger } from './numbers.ts';
import { array, bulk, NULL_ARRAY, RedisError, type Reply } from './reply.ts';
import {
	compareIds,
	idText,
	MAX_ID,
	parseId,
	type Consumer,
	type Group,
	type Stream,
	type StreamId
} from './stream.ts';
import { entryReply } from './streams.ts';

/** XREAD and XREADGROUP, which wait on the same keys in different ways. */
export const streamReadCommands: Command[] = [
	command('xread -4 rb', (call) => read(call, null)),
	command('xreadgroup -7 wb', (call) => read(call, [call.word(2), call.word(3)]))
];

interface Reading {
	count: number;
	blockMs: number | null;
	noAck: boolean;
	keys: string[];
	ids: string[];
}

function readOptions(call: Call, isGroup: boolean): Reading {
	const reading: Reading = { count: 0, blockMs: null, noAck: false, keys: [], ids: [] };
	for (let i = isGroup ? 4 : 1; i < call.count; i++) {
		const name = call.option(i);
		if (name === 'BLOCK' && i + 1 < call.count) {
			reading.blockMs = parseInteger(call.word(++i), 'ERR timeout is not an integer or out of range');
			if (reading.blockMs < 0) throw new RedisError('ERR timeout is negative');
		} else if (name === 'COUNT' && i + 1 < call.count)
			reading.count = Math.max(0, parseInteger(call.word(++i)));
		else if (name === 'NOACK' && isGroup) reading.noAck = true;
		else if (name === 'STREAMS' && i + 1 < call.count) {
			const rest = call.rest(i + 1);
			if (rest.length % 2 === 1) {
				throw new RedisError(
					`ERR Unbalanced '${call.word(0).toLowerCase()}' list of streams: for each stream key an ID or '$' must be specified.`
				);
			}
			reading.keys = rest.slice(0, rest.length / 2);
			reading.ids = rest.slice(rest.length / 2);
			return reading;
		} else throw syntaxError();
	}
	throw syntaxError();
}

function read(call: Call, group: [string, string] | null): Reply {
	if (group && call.option(1) !== 'GROUP') throw new RedisError('ERR Missing GROUP option for XREADGROUP');
	const reading = readOptions(call, group !== null);
	const ids = reading.keys.map((key, at) => startOf(call, key, reading.ids[at] ?? '', group?.[0] ?? null));
	const found: [Reply, Reply][] = [];
	for (const [at, key] of reading.keys.entries()) {
		const id = ids[at] ?? null;
		const entries = group
			? readGroup(call, key, id, group, reading)
			: readAfter(call, key, id, reading.count);
		if (entries) found.push([bulk(key), array(entries)]);
	}
	if (found.length > 0) return streamsReply(call, found);
	if (reading.blockMs === null) return NULL_ARRAY;

	const attempt = (key: string) => {
		const at = reading.keys.indexOf(key);
		const entries = group
			? readGroup(call, key, null, group, reading)
			: readAfter(call, key, ids[at] ?? null, reading.count);
		return entries ? streamsReply(call, [[bulk(key), array(entries)]]) : null;
	};
	const wait = {
		keys: reading.keys,
		timeoutMs: reading.blockMs,
		type: 'stream',
		attempt,
		timedOut: NULL_ARRAY,
		endsWithKey: group !== null
	} as const;
	return call.block(wait);
}

function streamsReply(call: Call, found: [Reply, Reply][]): Reply {
	if (call.session.protocol === 3) return { kind: 'map', entries: found };
	return array(found.map((pair) => array(pair)));
}

/** The id to read after; null stands for `>`, what the group has not yet delivered. */
function startOf(call: Call, key: string, text: string, group: string | null): StreamId | null {
	const stream = call.db.findAs(key, 'stream')?.stream;
	if (group !== null && !stream?.groups.has(group)) {
		throw new RedisError(
			`NOGROUP No such key '${key}' or consumer group '${group}' in XREADGROUP with GROUP option`
		);
	}
	if (text === '$') {
		if (group !== null) {
			throw new RedisError(
				'ERR The $ ID is meaningless in the context of XREADGROUP: you want to read the history of this ' +
					'consumer by specifying a proper ID, or use the > ID to get new messages. The $ ID would just ' +
					'return an empty result set.'
			);
		}
		return stream?.last ?? { ms: 0, seq: 0 };
	}
	if (text === '>') {
		if (group !== null) return null;
		throw new RedisError(
			'ERR The > ID can be specified only when calling XREADGROUP using the GROUP <group> <consumer> option.'
		);
	}
	return parseId(text, 0);
}

function readAfter(call: Call, key: string, id: StreamId | null, count: number): Reply[] | null {
	const stream = call.db.findAs(key, 'stream')?.stream;
	const entries = stream?.after(id ?? MAX_ID).slice(0, count || undefined) ?? [];
	return entries.length > 0 ? entries.map(entryReply) : null;
}

/** Finds a consumer, making it at its first word; the effect is told to replicas. */
export function consumerOf(call: Call, key: string, group: Group, name: string): Consumer {
	const known = group.consumers.get(name);
	if (known) {
		known.seenAt = call.now;
		return known;
	}
	const consumer = { name, seenAt: call.now };
	group.consumers.set(name, consumer);
	call.server.propagate(call.db.index, ['XGROUP', 'CREATECONSUMER', key, group.name, name]);
	call.server.notify('t', 'xgroup-createconsumer', key, call.db.index);
	return consumer;
}

function readGroup(
	call: Call,
	key: string,
	id: StreamId | null,
	[groupName, consumerName]: [string, string],
	{ count, noAck }: Reading
): Reply[] | null {
	const stream = call.db.findAs(key, 'stream')?.stream;
	const group = stream?.groups.get(groupName);
	if (!stream || !group)
		throw new RedisError('NOGROUP the consumer group this client was blocked on no longer exists');
	const consumer = consumerOf(call, key, group, consumerName);
	if (id) return history(stream, group, consumer, id, count);

	const entries = stream.after(group.last).slice(0, count || undefined);
	for (const entry of entries) {
		group.entriesRead = readUpTo(stream, group.entriesRead, entry.id);
		group.last = entry.id;
		if (!noAck) deliver(call, group, consumer, entry.id);
	}
	if (entries.length === 0) return null;
	tellReplicas(call, key, group, noAck ? [] : entries.map((entry) => idText(entry.id)));
	call.db.changed(key, '', '');
	return entries.map(entryReply);
}

/**
 * How many entries of a stream's whole life a group has read, once it has read this one; null when deletions
 * make it unknowable (streamEstimateDistanceFromFirstEverEntry).
 */
function readUpTo(stream: Stream, before: number | null, id: StreamId): number | null {
	const { maxDeleted, added, entries } = stream;
	if (before !== null && compareIds(maxDeleted, id) < 0) return before + 1;
	if (compareIds(id, stream.last) === 0) return added;
	const [first] = entries;
	const isWhole = first !== undefined && compareIds(maxDeleted, first.id) < 0;
	return isWhole && compareIds(id, first.id) === 0 ? added - entries.length + 1 : null;
}

function deliver(call: Call, group: Group, consumer: Consumer, id: StreamId): void {
	const isOutOfOrder = [...group.pending.values()].some((other) => compareIds(other.id, id) > 0);
	group.pending.set(idText(id), { id, consumer, deliveredAt: call.now, deliveries: 1 });
	if (isOutOfOrder) sortPending(group);
}

/** Keeps the pending list in the order of ids. */
export function sortPending(group: Group): void {
	const sorted = [...group.pending].sort(([, a], [, b]) => compareIds(a.id, b.id));
	group.pending.clear();
	for (const [id, pending] of sorted) group.pending.set(id, pending);
}

/** A delivery repeated as claims, as real Redis tells it. */
export function tellReplicas(call: Call, key: string, group: Group, ids: string[]): void {
	const effects: string[][] = ids.map((id) => {
		const pending = group.pending.get(id);
		const [at, times] = [String(pending?.deliveredAt ?? 0), String(pending?.deliveries ?? 1)];
		const options = ['TIME', at, 'RETRYCOUNT', times, 'FORCE', 'JUSTID', 'LASTID', idText(group.last)];
		return ['XCLAIM', key, group.name, pending?.consumer.name ?? '', '0', id, ...options];
	});
	if (ids.length === 0) effects.push(['XGROUP', 'SETID', key, group.name, idText(group.last)]);
	for (const effect of effects) {
		if (call.session.wait) call.server.propagate(call.db.index, effect);
		else call.propagateAs(...effect);
	}
}

/** What this consumer was given before and has not acknowledged; deleted entries come without fields. */
function history(stream: Stream, group: Group, consumer: Consumer, after: StreamId, count: number): Reply[] {
	const own = [...group.pending.values()].filter(
		(pending) => pending.consumer === consumer && compareIds(pending.id, after) > 0
	);
	return own.slice(0, count || undefined).map((pending) => {
		const entry = stream.find(pending.id);
		return entry ? entryReply(entry) : array([bulk(idText(pending.id)), NULL_ARRAY]);
	});
}
