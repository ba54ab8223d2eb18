import { command, type Call, type Command } from './command.ts';
import { popManyArguments, timeoutMs } from './list-moves.ts';
import { parseInteger } from './numbers.ts';
import { array, bulk, EMPTY, NULL_ARRAY, RedisError, type Reply } from './reply.ts';
import type { Scored } from './sorted-set.ts';
import { score } from './sorted-sets.ts';

/** Pops from sorted sets, and the forms that wait. */
export const sortedSetPopCommands: Command[] = [
	command('zpopmin -2 wf 1 1 1', (call) => pop(call, true)),
	command('zpopmax -2 wf 1 1 1', (call) => pop(call, false)),
	command('bzpopmin -3 wsbf 1 -2 1', (call) => popOrWait(call, true)),
	command('bzpopmax -3 wsbf 1 -2 1', (call) => popOrWait(call, false)),
	command('zmpop -4 w', (call) => popMany(call, 1, false)),
	command('bzmpop -5 wb', (call) => popMany(call, 2, true))
];

function take(call: Call, key: string, isMin: boolean, count: number): Scored[] {
	const members = call.db.findAs(key, 'zset')?.members;
	if (!members || count === 0) return [];
	const { ordered } = members;
	const taken = isMin ? ordered.slice(0, count) : ordered.slice(-count).reverse();
	for (const { member } of taken) members.delete(member);
	if (taken.length === 0) return taken;
	const words = [isMin ? 'ZPOPMIN' : 'ZPOPMAX', key, String(taken.length)];
	if (call.session.wait) call.server.propagate(call.session.database, words);
	else call.propagateAs(...words);
	call.db.changed(key, isMin ? 'zpopmin' : 'zpopmax', 'z');
	return taken;
}

function pop(call: Call, isMin: boolean): Reply {
	if (call.count > 3) throw new RedisError('ERR syntax error');
	const refusal = 'ERR value is out of range, must be positive';
	const count = call.count === 3 ? parseInteger(call.word(2), refusal) : 1;
	if (count < 0) throw new RedisError(refusal);
	const taken = take(call, call.word(1), isMin, count);
	if (taken.length === 0) return EMPTY;
	const pairs = taken.map((item): [Reply, Reply] => [bulk(item.member), score(item.score)]);
	return call.count === 3 ? { kind: 'pairs', entries: pairs } : array(pairs.flat());
}

function popOrWait(call: Call, isMin: boolean): Reply {
	const wait = timeoutMs(call.word(call.count - 1));
	const keys = call.rest(1).slice(0, -1);
	const attempt = (key: string) => {
		const [item] = take(call, key, isMin, 1);
		return item ? array([bulk(key), bulk(item.member), score(item.score)]) : null;
	};
	for (const key of keys) {
		const reply = attempt(key);
		if (reply) return reply;
	}
	return call.block({ keys, timeoutMs: wait, type: 'zset', attempt, timedOut: NULL_ARRAY });
}

function popMany(call: Call, numberAt: number, waits: boolean): Reply {
	const wait = waits ? timeoutMs(call.word(1)) : 0;
	const { keys, isFirst, count } = popManyArguments(call, numberAt, ['MIN', 'MAX']);
	const attempt = (key: string) => {
		const taken = take(call, key, isFirst, count);
		if (taken.length === 0) return null;
		return array([bulk(key), array(taken.map((item) => array([bulk(item.member), score(item.score)])))]);
	};
	for (const key of keys) {
		const reply = attempt(key);
		if (reply) return reply;
	}
	if (!waits) return NULL_ARRAY;
	return call.block({ keys, timeoutMs: wait, type: 'zset', attempt, timedOut: NULL_ARRAY });
}
