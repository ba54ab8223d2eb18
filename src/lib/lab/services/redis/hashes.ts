import { command, syntaxError, type Call, type Command } from './command.ts';
import { matchesGlob } from './glob.ts';
import { parseCursor, scanOptions } from './keys.ts';
import { addFloats, isInt64, parseInt64, parseInteger } from './numbers.ts';
import { array, bulk, bulks, EMPTY, integer, NULL, OK, RedisError, type Reply } from './reply.ts';
import { pickMembers } from './random.ts';
import { scanPage } from './scan.ts';

/** Commands on hashes (https://redis.io/docs/latest/commands/?group=hash). */
export const hashCommands: Command[] = [
	command('hset -4 wmf 1 1 1', (call) => integer(setFields(call))),
	command('hmset -4 wmf 1 1 1', (call) => (setFields(call), OK)),
	command('hsetnx 4 wmf 1 1 1', setIfAbsent),
	command('hget 3 rf 1 1 1', (call) => bulk(fieldsOf(call).get(call.word(2)))),
	command('hmget -3 rf 1 1 1', (call) => {
		const fields = fieldsOf(call);
		return bulks(call.rest(2).map((name) => fields.get(name)));
	}),
	command('hgetall 2 r 1 1 1', (call) => ({
		kind: 'map',
		entries: Array.from(fieldsOf(call), ([name, text]): [Reply, Reply] => [bulk(name), bulk(text)])
	})),
	command('hkeys 2 r 1 1 1', (call) => bulks(fieldsOf(call).keys())),
	command('hvals 2 r 1 1 1', (call) => bulks(fieldsOf(call).values())),
	command('hlen 2 rf 1 1 1', (call) => integer(fieldsOf(call).size)),
	command('hexists 3 rf 1 1 1', (call) => integer(fieldsOf(call).has(call.word(2)) ? 1 : 0)),
	command('hstrlen 3 rf 1 1 1', (call) => integer(fieldsOf(call).get(call.word(2))?.length ?? 0)),
	command('hdel -3 wf 1 1 1', removeFields),
	command('hincrby 4 wmf 1 1 1', add),
	command('hincrbyfloat 4 wmf 1 1 1', addFloat),
	command('hscan -3 r 1 1 1', scan),
	command('hrandfield -2 r 1 1 1', randomField)
];

const NONE: ReadonlyMap<string, string> = new Map();

function fieldsOf(call: Call): ReadonlyMap<string, string> {
	return call.db.findAs(call.word(1), 'hash')?.fields ?? NONE;
}

function setFields(call: Call): number {
	if (call.count % 2 === 1) throw call.wrongArity();
	const fields = call.db.hash(call.word(1));
	const before = fields.size;
	for (let i = 2; i < call.count; i += 2) fields.set(call.word(i), call.word(i + 1));
	call.db.changed(call.word(1), 'hset', 'h');
	return fields.size - before;
}

function setIfAbsent(call: Call): Reply {
	if (fieldsOf(call).has(call.word(2))) return integer(0);
	call.db.hash(call.word(1)).set(call.word(2), call.word(3));
	call.db.changed(call.word(1), 'hset', 'h');
	return integer(1);
}

function removeFields(call: Call): Reply {
	const fields = call.db.findAs(call.word(1), 'hash')?.fields;
	const count = call.rest(2).filter((name) => fields?.delete(name)).length;
	if (count > 0) call.db.changed(call.word(1), 'hdel', 'h');
	return integer(count);
}

function add(call: Call): Reply {
	const by = parseInt64(call.word(3));
	const sum = parseInt64(fieldsOf(call).get(call.word(2)) ?? '0', 'ERR hash value is not an integer') + by;
	if (!isInt64(sum)) throw new RedisError('ERR increment or decrement would overflow');
	call.db.hash(call.word(1)).set(call.word(2), String(sum));
	call.db.changed(call.word(1), 'hincrby', 'h');
	return integer(sum);
}

function addFloat(call: Call): Reply {
	if (addFloats(call.word(3), '0') === undefined) throw new RedisError('ERR value is not a valid float');
	const sum = addFloats(fieldsOf(call).get(call.word(2)) ?? '0', call.word(3));
	if (sum === undefined) throw new RedisError('ERR hash value is not a float');
	call.db.hash(call.word(1)).set(call.word(2), sum);
	call.propagateAs('HSET', call.word(1), call.word(2), sum);
	call.db.changed(call.word(1), 'hincrbyfloat', 'h');
	return bulk(sum);
}

function scan(call: Call): Reply {
	const cursor = parseCursor(call.word(2));
	const { match, count } = scanOptions(call, 3);
	const fields = fieldsOf(call);
	const [next, names] = scanPage(fields.keys(), cursor, fields.size <= 512 ? 512 : count);
	const shown = names.filter((name) => matchesGlob(match, name));
	return array([bulk(next), bulks(shown.flatMap((name) => [name, fields.get(name) ?? '']))]);
}

function randomField(call: Call): Reply {
	const hasCount = call.count > 2;
	const count = hasCount ? parseInteger(call.word(2)) : 1;
	const withValues = call.count > 3;
	if (withValues && (call.count > 4 || call.option(3) !== 'WITHVALUES')) throw syntaxError();
	const fields = fieldsOf(call);
	if (fields.size === 0) return hasCount ? EMPTY : NULL;
	const names = pickMembers([...fields.keys()], count, call.server.context.random);
	if (!hasCount) return bulk(names[0]);
	if (!withValues) return bulks(names);
	return { kind: 'pairs', entries: names.map((name) => [bulk(name), bulk(fields.get(name))]) };
}
