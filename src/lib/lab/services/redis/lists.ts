import { command, syntaxError, type Call, type Command } from './command.ts';
import { parseInteger } from './numbers.ts';
import { array, bulk, bulks, EMPTY, integer, NULL, NULL_ARRAY, OK, RedisError, type Reply } from './reply.ts';

/** Commands on lists that never wait (https://redis.io/docs/latest/commands/?group=list). */
export const listCommands: Command[] = [
	command('lpush -3 wmf 1 1 1', (call) => push(call, 'lpush', false)),
	command('rpush -3 wmf 1 1 1', (call) => push(call, 'rpush', false)),
	command('lpushx -3 wmf 1 1 1', (call) => push(call, 'lpush', true)),
	command('rpushx -3 wmf 1 1 1', (call) => push(call, 'rpush', true)),
	command('lpop -2 wf 1 1 1', (call) => pop(call, true)),
	command('rpop -2 wf 1 1 1', (call) => pop(call, false)),
	command('llen 2 rf 1 1 1', (call) => integer(itemsOf(call).length)),
	command('lrange 4 r 1 1 1', range),
	command('lindex 3 r 1 1 1', (call) => {
		const items = call.db.findAs(call.word(1), 'list')?.items;
		return items ? bulk(items.at(parseInteger(call.word(2)))) : NULL;
	}),
	command('lset 4 wm 1 1 1', setItem),
	command('lrem 4 w 1 1 1', removeItems),
	command('ltrim 4 w 1 1 1', trim),
	command('linsert 5 wm 1 1 1', insert),
	command('lpos -3 r 1 1 1', positions)
];

const NONE: string[] = [];

function itemsOf(call: Call): string[] {
	return call.db.findAs(call.word(1), 'list')?.items ?? NONE;
}

function push(call: Call, event: string, onlyExisting: boolean): Reply {
	if (onlyExisting && !call.db.findAs(call.word(1), 'list')) return integer(0);
	const items = call.db.list(call.word(1));
	for (const item of call.rest(2)) {
		if (event === 'lpush') items.unshift(item);
		else items.push(item);
	}
	call.db.changed(call.word(1), event, 'l');
	return integer(items.length);
}

/** Takes up to `count` from an end and tells everyone. */
export function takeItems(call: Call, key: string, fromLeft: boolean, count: number): string[] {
	const items = call.db.findAs(key, 'list')?.items ?? [];
	const taken = fromLeft ? items.splice(0, count) : items.splice(Math.max(0, items.length - count)).reverse();
	if (taken.length > 0) call.db.changed(key, fromLeft ? 'lpop' : 'rpop', 'l');
	return taken;
}

function pop(call: Call, fromLeft: boolean): Reply {
	if (call.count > 3) throw call.wrongArity();
	const hasCount = call.count === 3;
	const refusal = 'ERR value is out of range, must be positive';
	const count = hasCount ? parseInteger(call.word(2), refusal) : 1;
	if (count < 0) throw new RedisError(refusal);
	if (!call.db.findAs(call.word(1), 'list')) return hasCount ? NULL_ARRAY : NULL;
	if (hasCount && count === 0) return EMPTY;
	const taken = takeItems(call, call.word(1), fromLeft, count);
	return hasCount ? bulks(taken) : bulk(taken[0]);
}

/** Start and end as indexes into `length`, the end after the last; empty ranges end at their start. */
export function indexRange(start: number, end: number, length: number): [number, number] {
	const from = start < 0 ? Math.max(0, length + start) : start;
	const to = end < 0 ? length + end : Math.min(end, length - 1);
	return from > to || from >= length ? [0, 0] : [from, to + 1];
}

function range(call: Call): Reply {
	const [start, end] = [parseInteger(call.word(2)), parseInteger(call.word(3))];
	const items = itemsOf(call);
	return bulks(items.slice(...indexRange(start, end, items.length)));
}

function setItem(call: Call): Reply {
	const items = call.db.findAs(call.word(1), 'list')?.items;
	if (!items) throw new RedisError('ERR no such key');
	const given = parseInteger(call.word(2));
	const at = given < 0 ? items.length + given : given;
	if (at < 0 || at >= items.length) throw new RedisError('ERR index out of range');
	items[at] = call.word(3);
	call.db.changed(call.word(1), 'lset', 'l');
	return OK;
}

function removeItems(call: Call): Reply {
	const count = parseInteger(call.word(2));
	const items = call.db.findAs(call.word(1), 'list')?.items ?? [];
	const most = count === 0 ? Infinity : Math.abs(count);
	let removed = 0;
	const isGoing = (item: string) => item === call.word(3) && removed < most && ++removed > 0;
	const kept =
		count < 0
			? items.reduceRight<string[]>((rest, item) => (isGoing(item) ? rest : [...rest, item]), []).reverse()
			: items.filter((item) => !isGoing(item));
	if (removed === 0) return integer(0);
	items.splice(0, items.length, ...kept);
	call.db.changed(call.word(1), 'lrem', 'l');
	return integer(removed);
}

function trim(call: Call): Reply {
	const [start, end] = [parseInteger(call.word(2)), parseInteger(call.word(3))];
	const items = call.db.findAs(call.word(1), 'list')?.items;
	if (!items) return OK;
	items.splice(0, items.length, ...items.slice(...indexRange(start, end, items.length)));
	call.db.changed(call.word(1), 'ltrim', 'l');
	return OK;
}

function insert(call: Call): Reply {
	const where = call.option(2);
	if (where !== 'BEFORE' && where !== 'AFTER') throw syntaxError();
	const items = call.db.findAs(call.word(1), 'list')?.items;
	if (!items) return integer(0);
	const at = items.indexOf(call.word(3));
	if (at < 0) return integer(-1);
	items.splice(where === 'BEFORE' ? at : at + 1, 0, call.word(4));
	call.db.changed(call.word(1), 'linsert', 'l');
	return integer(items.length);
}

const BAD_RANK =
	"ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use negative to start from the end of the list";

function positions(call: Call): Reply {
	let [rank, count, most] = [1, -1, 0];
	for (let i = 3; i < call.count; i += 2) {
		const name = call.option(i);
		if (i + 1 >= call.count) throw syntaxError();
		if (name === 'RANK') {
			rank = parseInteger(call.word(i + 1));
			if (rank === 0) throw new RedisError(BAD_RANK);
			if (rank <= -(2 ** 63))
				throw new RedisError(
					'ERR value is out of range, value must between -9223372036854775807 and 9223372036854775807'
				);
		} else if (name === 'COUNT' || name === 'MAXLEN') {
			const refusal = `ERR ${name} can't be negative`;
			const value = parseInteger(call.word(i + 1), refusal);
			if (value < 0) throw new RedisError(refusal);
			if (name === 'COUNT') count = value;
			else most = value;
		} else throw syntaxError();
	}
	const items = call.db.findAs(call.word(1), 'list')?.items;
	if (!items) return count < 0 ? NULL : EMPTY;
	const found: number[] = [];
	const compared = most === 0 ? items.length : Math.min(most, items.length);
	let skip = Math.abs(rank) - 1;
	for (let step = 0; step < compared; step++) {
		const at = rank > 0 ? step : items.length - 1 - step;
		if (items[at] !== call.word(2) || skip-- > 0) continue;
		found.push(at);
		if (count < 0 || found.length === count) break;
	}
	if (count >= 0) return array(found.map(integer));
	return found[0] === undefined ? NULL : integer(found[0]);
}
