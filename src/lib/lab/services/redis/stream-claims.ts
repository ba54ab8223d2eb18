import { command, syntaxError, type Call, type Command } from './command.ts';
import { parseInteger } from './numbers.ts';
import { array, bulk, bulks, EMPTY, integer, NULL, NULL_ARRAY, RedisError, type Reply } from './reply.ts';
import { compareIds, idText, MIN_ID, parseId, type Group, type Pending, type Stream } from './stream.ts';
import { consumerOf, sortPending, tellReplicas } from './stream-reads.ts';
import { entryReply, parseBound } from './streams.ts';

/** What groups owe: acknowledging, looking at what is pending, and taking it over. */
export const streamClaimCommands: Command[] = [
	command('xack -4 wf 1 1 1', acknowledge),
	command('xpending -3 r 1 1 1', pending),
	command('xclaim -6 wf 1 1 1', claim),
	command('xautoclaim -6 wf 1 1 1', autoClaim)
];

function acknowledge(call: Call): Reply {
	const group = call.db.findAs(call.word(1), 'stream')?.stream.groups.get(call.word(2));
	if (!group) return integer(0);
	const ids = call.rest(3).map((text) => idText(parseId(text, 0)));
	const count = ids.filter((id) => group.pending.delete(id)).length;
	if (count > 0) call.db.changed(call.word(1), '', '');
	return integer(count);
}

function groupOf(call: Call): { stream: Stream; group: Group } {
	const stream = call.db.findAs(call.word(1), 'stream')?.stream;
	const group = stream?.groups.get(call.word(2));
	if (stream && group) return { stream, group };
	throw new RedisError(`NOGROUP No such key '${call.word(1)}' or consumer group '${call.word(2)}'`);
}

function pending(call: Call): Reply {
	if (call.count === 3) return summary(groupOf(call).group);
	let at = 3;
	let minIdle = 0;
	if (call.option(3) === 'IDLE') {
		if (call.count < 8) throw syntaxError();
		minIdle = parseInteger(call.word(4));
		at = 5;
	}
	if (call.count < at + 3 || call.count > at + 4) throw syntaxError();
	const count = Math.max(0, parseInteger(call.word(at + 2)));
	const [from, to] = [parseBound(call.word(at), true), parseBound(call.word(at + 1), false)];
	const { group } = groupOf(call);
	const consumer = call.words[at + 3];
	const found = [...group.pending.values()].filter(
		(one) =>
			compareIds(one.id, from) >= 0 &&
			compareIds(one.id, to) <= 0 &&
			(consumer === undefined || one.consumer.name === consumer) &&
			call.now - one.deliveredAt >= minIdle
	);
	return array(
		found.slice(0, count).map((one) => {
			const idle = integer(Math.max(0, call.now - one.deliveredAt));
			return array([bulk(idText(one.id)), bulk(one.consumer.name), idle, integer(one.deliveries)]);
		})
	);
}

function summary(group: Group): Reply {
	const all = [...group.pending.values()];
	const [first, last] = [all[0], all.at(-1)];
	if (!first || !last) return array([integer(0), NULL, NULL, NULL_ARRAY]);
	const counts = new Map<string, number>();
	for (const { consumer } of all) counts.set(consumer.name, (counts.get(consumer.name) ?? 0) + 1);
	const sorted = [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
	return array([
		integer(all.length),
		bulk(idText(first.id)),
		bulk(idText(last.id)),
		array(sorted.map(([name, count]) => bulks([name, String(count)])))
	]);
}

interface Claiming {
	deliveredAt: number;
	retryCount: number | null;
	force: boolean;
	justId: boolean;
}

function claim(call: Call): Reply {
	const minIdle = Math.max(0, parseInteger(call.word(4), 'ERR Invalid min-idle-time argument for XCLAIM'));
	const { stream, group } = groupOf(call);
	let at = 5;
	const ids = [];
	for (; at < call.count && /^\d+(-\d+)?$/.test(call.word(at)); at++) ids.push(parseId(call.word(at), 0));
	const claiming: Claiming = { deliveredAt: call.now, retryCount: null, force: false, justId: false };
	for (; at < call.count; at++) {
		const name = call.option(at);
		const hasValue = at + 1 < call.count;
		if (name === 'FORCE') claiming.force = true;
		else if (name === 'JUSTID') claiming.justId = true;
		else if (name === 'IDLE' && hasValue) {
			claiming.deliveredAt =
				call.now - parseInteger(call.word(++at), 'ERR Invalid IDLE option argument for XCLAIM');
		} else if (name === 'TIME' && hasValue) {
			claiming.deliveredAt = parseInteger(call.word(++at), 'ERR Invalid TIME option argument for XCLAIM');
		} else if (name === 'RETRYCOUNT' && hasValue) {
			claiming.retryCount = parseInteger(
				call.word(++at),
				'ERR Invalid RETRYCOUNT option argument for XCLAIM'
			);
			if (claiming.retryCount < 0) throw new RedisError('ERR Invalid RETRYCOUNT option argument for XCLAIM');
		} else if (name === 'LASTID' && hasValue) {
			const last = parseId(call.word(++at), 0);
			if (compareIds(last, group.last) > 0) group.last = last;
		} else throw new RedisError(`ERR Unrecognized XCLAIM option '${call.word(at)}'`);
	}
	if (claiming.deliveredAt > call.now || claiming.deliveredAt < 0) claiming.deliveredAt = call.now;

	const taken: Reply[] = [];
	for (const id of ids) {
		let one = group.pending.get(idText(id));
		if (!stream.find(id)) {
			if (one && group.pending.delete(idText(id))) call.db.changed(call.word(1), '', '');
			continue;
		}
		if (!one && claiming.force) {
			one = { id, consumer: { name: '', seenAt: 0 }, deliveredAt: 0, deliveries: 0 };
			group.pending.set(idText(id), one);
			sortPending(group);
		}
		if (!one || (one.consumer.name !== '' && minIdle > 0 && call.now - one.deliveredAt < minIdle)) continue;
		taken.push(takeOver(call, stream, group, one, claiming));
	}
	return array(taken);
}

function takeOver(call: Call, stream: Stream, group: Group, one: Pending, claiming: Claiming): Reply {
	one.consumer = consumerOf(call, call.word(1), group, call.word(3));
	one.deliveredAt = claiming.deliveredAt;
	if (claiming.retryCount !== null) one.deliveries = claiming.retryCount;
	else if (!claiming.justId) one.deliveries++;
	tellReplicas(call, call.word(1), group, [idText(one.id)]);
	call.db.changed(call.word(1), '', '');
	const entry = stream.find(one.id);
	return claiming.justId || !entry ? bulk(idText(one.id)) : entryReply(entry);
}

function autoClaim(call: Call): Reply {
	const minIdle = Math.max(
		0,
		parseInteger(call.word(4), 'ERR Invalid min-idle-time argument for XAUTOCLAIM')
	);
	const start = parseBound(call.word(5), true);
	let [count, justId] = [100, false];
	for (let i = 6; i < call.count; i++) {
		if (call.option(i) === 'COUNT' && i + 1 < call.count) {
			count = parseInteger(call.word(++i), 'ERR COUNT must be > 0');
			if (count < 1) throw new RedisError('ERR COUNT must be > 0');
		} else if (call.option(i) === 'JUSTID') justId = true;
		else throw syntaxError();
	}
	const { stream, group } = groupOf(call);
	const claiming: Claiming = { deliveredAt: call.now, retryCount: null, force: false, justId };
	const candidates = [...group.pending.values()].filter((one) => compareIds(one.id, start) >= 0);
	const [taken, deleted]: [Reply[], string[]] = [[], []];
	let attempts = count * 10;
	let next = MIN_ID;
	for (const one of candidates) {
		if (attempts-- === 0 || count === 0) {
			next = one.id;
			break;
		}
		if (!stream.find(one.id)) {
			group.pending.delete(idText(one.id));
			deleted.push(idText(one.id));
			count--;
			call.propagateAs('XACK', call.word(1), call.word(2), idText(one.id));
			call.db.changed(call.word(1), '', '');
		} else if (minIdle === 0 || call.now - one.deliveredAt >= minIdle) {
			taken.push(takeOver(call, stream, group, one, claiming));
			count--;
		}
	}
	return array([bulk(idText(next)), taken.length > 0 ? array(taken) : EMPTY, bulks(deleted)]);
}
