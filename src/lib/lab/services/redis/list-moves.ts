import { command, syntaxError, type Call, type Command } from './command.ts';
import { takeItems } from './lists.ts';
import { findDouble, parseInteger } from './numbers.ts';
import { array, bulk, bulks, NULL, NULL_ARRAY, RedisError, type Reply } from './reply.ts';

/** Moves between lists, pops from several, and the forms of both that wait. */
export const listBlockingCommands: Command[] = [
	command('lmove 5 wm 1 2 1', (call) => moveNow(call, sideOf(call, 3), sideOf(call, 4)) ?? NULL),
	command('rpoplpush 3 wm 1 2 1', (call) => moveNow(call, false, true) ?? NULL),
	command('blmove 6 wmsb 1 2 1', (call) => moveOrWait(call, sideOf(call, 3), sideOf(call, 4), 5)),
	command('brpoplpush 4 wmsb 1 2 1', (call) => moveOrWait(call, false, true, 3)),
	command('blpop -3 wsb 1 -2 1', (call) => popOrWait(call, true)),
	command('brpop -3 wsb 1 -2 1', (call) => popOrWait(call, false)),
	command('lmpop -4 w', (call) => popMany(call, 1, false)),
	command('blmpop -5 wb', (call) => popMany(call, 2, true))
];

function sideOf(call: Call, at: number): boolean {
	const side = call.option(at);
	if (side !== 'LEFT' && side !== 'RIGHT') throw syntaxError();
	return side === 'LEFT';
}

/** Seconds, possibly with a fraction, as milliseconds. */
export function timeoutMs(text: string): number {
	const seconds = findDouble(text);
	if (seconds === undefined || seconds * 1000 > 2 ** 63) {
		throw new RedisError('ERR timeout is not a float or out of range');
	}
	if (seconds < 0) throw new RedisError('ERR timeout is negative');
	return Math.ceil(seconds * 1000);
}

function moveNow(call: Call, fromLeft: boolean, toLeft: boolean): Reply | null {
	const [from, to] = [call.word(1), call.word(2)];
	const items = call.db.findAs(from, 'list')?.items;
	if (!items) return null;
	call.db.findAs(to, 'list');
	const item = fromLeft ? items.shift() : items.pop();
	if (item === undefined) return null;
	const target = call.db.list(to);
	if (toLeft) target.unshift(item);
	else target.push(item);
	call.db.changed(to, toLeft ? 'lpush' : 'rpush', 'l');
	call.db.changed(from, fromLeft ? 'lpop' : 'rpop', 'l');
	return bulk(item);
}

/** What a waiter writes when it is woken, told to replicas as the command that did not wait. */
function propagateServed(call: Call, ...words: string[]): void {
	call.server.propagate(call.session.database, words);
}

function moveOrWait(call: Call, fromLeft: boolean, toLeft: boolean, timeoutAt: number): Reply {
	const wait = timeoutMs(call.word(timeoutAt));
	const [from, to] = [call.word(1), call.word(2)];
	const words = ['LMOVE', from, to, fromLeft ? 'LEFT' : 'RIGHT', toLeft ? 'LEFT' : 'RIGHT'];
	const now = moveNow(call, fromLeft, toLeft);
	if (now) {
		call.propagateAs(...words);
		return now;
	}
	const attempt = () => {
		const reply = moveNow(call, fromLeft, toLeft);
		if (reply) propagateServed(call, ...words);
		return reply;
	};
	return call.block({ keys: [from], timeoutMs: wait, type: 'list', attempt, timedOut: NULL_ARRAY }, NULL);
}

function popOrWait(call: Call, fromLeft: boolean): Reply {
	const wait = timeoutMs(call.word(call.count - 1));
	const keys = call.rest(1).slice(0, -1);
	const name = fromLeft ? 'LPOP' : 'RPOP';
	const attempt = (key: string) => {
		const [item] = takeItems(call, key, fromLeft, 1);
		return item === undefined ? null : bulks([key, item]);
	};
	for (const key of keys) {
		const reply = attempt(key);
		if (!reply) continue;
		call.propagateAs(name, key);
		return reply;
	}
	const served = (key: string) => {
		const reply = attempt(key);
		if (reply) propagateServed(call, name, key);
		return reply;
	};
	return call.block({ keys, timeoutMs: wait, type: 'list', attempt: served, timedOut: NULL_ARRAY });
}

/** `numkeys key … LEFT|RIGHT [COUNT n]`, of LMPOP and ZMPOP alike. */
export function popManyArguments(call: Call, numberAt: number, sides: [string, string]) {
	const size = parseInteger(call.word(numberAt), 'ERR numkeys should be greater than 0');
	if (size < 1) throw new RedisError('ERR numkeys should be greater than 0');
	const sideAt = numberAt + 1 + size;
	if (sideAt >= call.count) throw syntaxError();
	const side = call.option(sideAt);
	if (!sides.includes(side)) throw syntaxError();
	let count = 1;
	if (sideAt + 1 < call.count) {
		if (call.option(sideAt + 1) !== 'COUNT' || sideAt + 3 !== call.count) throw syntaxError();
		count = parseInteger(call.word(sideAt + 2), 'ERR count should be greater than 0');
		if (count < 1) throw new RedisError('ERR count should be greater than 0');
	}
	return { keys: call.rest(numberAt + 1).slice(0, size), isFirst: side === sides[0], count };
}

function popMany(call: Call, numberAt: number, waits: boolean): Reply {
	const wait = waits ? timeoutMs(call.word(1)) : 0;
	const { keys, isFirst, count } = popManyArguments(call, numberAt, ['LEFT', 'RIGHT']);
	const attempt = (key: string) => {
		const items = takeItems(call, key, isFirst, count);
		if (items.length === 0) return null;
		const words = [isFirst ? 'LPOP' : 'RPOP', key, String(items.length)];
		if (call.session.wait) propagateServed(call, ...words);
		else call.propagateAs(...words);
		return array([bulk(key), bulks(items)]);
	};
	for (const key of keys) {
		const reply = attempt(key);
		if (reply) return reply;
	}
	if (!waits) return NULL_ARRAY;
	return call.block({ keys, timeoutMs: wait, type: 'list', attempt, timedOut: NULL_ARRAY });
}
