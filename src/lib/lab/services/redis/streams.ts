import { command, syntaxError, type Call, type Command } from './command.ts';
import { parseInteger } from './numbers.ts';
import { array, bulk, bulks, EMPTY, integer, NULL, OK, RedisError, type Reply } from './reply.ts';
import { compareIds, idText, MAX_ID, MAX_PART, MIN_ID, nextId, parseId, previousId } from './stream.ts';
import type { Stream, StreamEntry, StreamId } from './stream.ts';

/** Commands on streams alone (https://redis.io/docs/latest/commands/?group=stream). */
export const streamCommands: Command[] = [
	command('xadd -5 wmf 1 1 1', add),
	command('xlen 2 rf 1 1 1', (call) =>
		integer(call.db.findAs(call.word(1), 'stream')?.stream.entries.length ?? 0)
	),
	command('xrange -4 r 1 1 1', (call) => range(call, call.word(2), call.word(3), false)),
	command('xrevrange -4 r 1 1 1', (call) => range(call, call.word(3), call.word(2), true)),
	command('xdel -3 wf 1 1 1', remove),
	command('xtrim -4 w 1 1 1', trim),
	command('xsetid -3 wmf 1 1 1', setId)
];

export function entryReply(entry: StreamEntry): Reply {
	return array([bulk(idText(entry.id)), bulks(entry.fields)]);
}

interface Trim {
	apply: (stream: Stream) => number;
	next: number;
}

/** `MAXLEN|MINID [=|~] threshold [LIMIT n]`; the lab trims exactly also where "about" is allowed. */
function readTrim(call: Call, at: number): Trim {
	const strategy = call.option(at);
	let i = at + 1;
	const isAbout = call.word(i) === '~';
	if (isAbout || call.word(i) === '=') i++;
	const threshold = call.word(i);
	const length = strategy === 'MAXLEN' ? parseInteger(threshold) : 0;
	if (length < 0) throw new RedisError('ERR The MAXLEN argument must be >= 0.');
	const minimum = strategy === 'MINID' ? parseId(threshold, 0) : MIN_ID;
	i++;
	if (i < call.count && call.option(i) === 'LIMIT') {
		if (!isAbout) throw new RedisError('ERR syntax error, LIMIT cannot be used without the special ~ option');
		if (parseInteger(call.word(i + 1)) < 0) throw new RedisError('ERR The LIMIT argument must be >= 0.');
		i += 2;
	}
	const keep = (stream: Stream) =>
		strategy === 'MAXLEN' ? length : stream.entries.length - stream.indexOf(minimum);
	/** A node of the real radix tree holds 100 entries, and "about" never splits one. */
	const apply = (stream: Stream) => {
		const excess = Math.max(0, stream.entries.length - keep(stream));
		return stream.trimTo(stream.entries.length - (isAbout ? excess - (excess % 100) : excess));
	};
	return { apply, next: i };
}

function add(call: Call): Reply {
	let creates = true;
	let trimming: Trim | null = null;
	let at = 2;
	for (; at < call.count;) {
		const name = call.option(at);
		if (name === 'NOMKSTREAM') {
			creates = false;
			at++;
		} else if ((name === 'MAXLEN' || name === 'MINID') && at + 1 < call.count) {
			if (trimming) throw syntaxError();
			trimming = readTrim(call, at);
			at = trimming.next;
		} else break;
	}
	const fields = call.rest(at + 1);
	const given = call.words[at];
	const parsed = given === undefined || given === '*' ? null : parseNewId(given);
	if (fields.length < 2 || fields.length % 2 === 1) throw call.wrongArity();
	if (parsed && !parsed.isPartial && parsed.id.ms === 0 && parsed.id.seq === 0) {
		throw new RedisError('ERR The ID specified in XADD must be greater than 0-0');
	}
	const existing = call.db.findAs(call.word(1), 'stream')?.stream;
	if (!existing && !creates) return NULL;
	const id = idFor(existing?.last ?? MIN_ID, parsed, call.now);
	const stream = existing ?? call.db.stream(call.word(1));
	stream.entries.push({ id, fields });
	stream.last = id;
	stream.added++;
	const trimmed = trimming?.apply(stream) ?? 0;
	call.propagateAs('XADD', call.word(1), idText(id), ...fields);
	if (trimmed > 0) call.propagateAs('XTRIM', call.word(1), 'MAXLEN', '=', String(stream.entries.length));
	call.db.changed(call.word(1), 'xadd', 't');
	call.server.keyReady(call.db.index, call.word(1));
	return bulk(idText(id));
}

interface NewId {
	id: StreamId;
	/** `5-*`: the number within the millisecond is to be found. */
	isPartial: boolean;
}

function parseNewId(text: string): NewId {
	const isPartial = text.endsWith('-*');
	return { id: parseId(isPartial ? text.slice(0, -2) : text, 0), isPartial };
}

function idFor(last: StreamId, given: NewId | null, now: number): StreamId {
	if (given === null) return now > last.ms ? { ms: now, seq: 0 } : nextId(last);
	const id = given.isPartial && given.id.ms === last.ms && last.ms + last.seq > 0 ? nextId(last) : given.id;
	const isFirstEver = given.isPartial && id.ms === 0 && id.seq === 0;
	const fit = isFirstEver ? { ms: 0, seq: 1 } : id;
	if (compareIds(fit, last) <= 0) {
		throw new RedisError('ERR The ID specified in XADD is equal or smaller than the target stream top item');
	}
	return fit;
}

/** A bound of a range: `-`, `+`, an id, or `(` and an id. */
export function parseBound(text: string, isStart: boolean): StreamId {
	if (text === '-') return MIN_ID;
	if (text === '+') return MAX_ID;
	const isOpen = text.startsWith('(');
	const id = parseId(isOpen ? text.slice(1) : text, isStart ? 0 : MAX_PART);
	if (!isOpen) return id;
	if (isStart && compareIds(id, MAX_ID) === 0) throw new RedisError('ERR invalid start ID for the interval');
	if (!isStart && compareIds(id, MIN_ID) === 0) throw new RedisError('ERR invalid end ID for the interval');
	return isStart ? nextId(id) : previousId(id);
}

function range(call: Call, from: string, to: string, isReversed: boolean): Reply {
	const [start, end] = [parseBound(from, true), parseBound(to, false)];
	let count = -1;
	for (let i = 4; i < call.count; i += 2) {
		if (call.option(i) !== 'COUNT' || i + 1 >= call.count) throw syntaxError();
		count = Math.max(0, parseInteger(call.word(i + 1)));
	}
	const stream = call.db.findAs(call.word(1), 'stream')?.stream;
	if (!stream) return EMPTY;
	if (count === 0) return { kind: 'null-array' };
	const entries = compareIds(start, end) > 0 ? [] : stream.range(start, end);
	if (isReversed) entries.reverse();
	return array(entries.slice(0, count < 0 ? undefined : count).map(entryReply));
}

function remove(call: Call): Reply {
	const stream = call.db.findAs(call.word(1), 'stream')?.stream;
	if (!stream) return integer(0);
	const ids = call.rest(2).map((text) => parseId(text, 0));
	const count = ids.filter((id) => stream.delete(id)).length;
	if (count > 0) call.db.changed(call.word(1), 'xdel', 't');
	return integer(count);
}

function trim(call: Call): Reply {
	if (!['MAXLEN', 'MINID'].includes(call.option(2))) throw syntaxError();
	const trimming = readTrim(call, 2);
	if (trimming.next < call.count) throw syntaxError();
	const stream = call.db.findAs(call.word(1), 'stream')?.stream;
	const removed = stream ? trimming.apply(stream) : 0;
	if (removed > 0) call.db.changed(call.word(1), 'xtrim', 't');
	return integer(removed);
}

function setId(call: Call): Reply {
	const id = parseId(call.word(2), 0);
	const stream = call.db.findAs(call.word(1), 'stream')?.stream;
	if (!stream) throw new RedisError('ERR no such key');
	const top = stream.entries.at(-1);
	if (top && compareIds(id, top.id) < 0) {
		throw new RedisError('ERR The ID specified in XSETID is smaller than the target stream top item');
	}
	for (let i = 3; i < call.count; i += 2) {
		if (call.option(i) === 'ENTRIESADDED') stream.added = parseInteger(call.word(i + 1));
		else if (call.option(i) === 'MAXDELETEDID') stream.maxDeleted = parseId(call.word(i + 1), 0);
		else throw syntaxError();
	}
	stream.last = id;
	call.db.changed(call.word(1), 'xsetid', 't');
	return OK;
}
