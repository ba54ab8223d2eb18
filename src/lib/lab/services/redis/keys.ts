import { command, syntaxError, type Call, type Command } from './command.ts';
import { matchesGlob } from './glob.ts';
import { parseInteger } from './numbers.ts';
import { array, bulk, bulks, integer, NULL, OK, RedisError, simple, type Reply } from './reply.ts';
import { scanPage } from './scan.ts';
import { bytesOf, copyValue, encodingOf } from './values.ts';

const NO_KEY = 'ERR no such key';

/** Commands about keys whatever they hold (https://redis.io/docs/latest/commands/?group=generic). */
export const keyCommands: Command[] = [
	command('del -2 w 1 -1 1', remove),
	command('unlink -2 wf 1 -1 1', remove),
	command('exists -2 rf 1 -1 1', (call) => integer(call.rest(1).filter((key) => call.db.find(key)).length)),
	command('touch -2 rf 1 -1 1', (call) => integer(call.rest(1).filter((key) => call.db.find(key)).length)),
	command('type 2 rf 1 1 1', (call) => simple(call.db.entryOf(call.word(1))?.value.type ?? 'none')),
	command('rename 3 w 1 2 1', (call) => (rename(call, false), OK)),
	command('renamenx 3 wf 1 2 1', (call) => integer(rename(call, true))),
	command('copy -3 wm 1 2 1', copy),
	command('move 3 wf 1 1 1', move),
	command('keys 2 r', (call) => bulks(call.db.liveKeys().filter((key) => matchesGlob(call.word(1), key)))),
	command('scan -2 r', scan),
	command('randomkey 1 r', randomKey),
	command('dbsize 1 rf', (call) => integer(call.db.entries.size)),
	command('flushdb -1 w', (call) => flush(call, [call.session.database])),
	command('flushall -1 w', (call) => flush(call, [...call.server.databases.keys()])),
	command('swapdb 3 wf', swap),
	command('object -2 r', object),
	command('memory -2 r', memory)
];

function remove(call: Call): Reply {
	let count = 0;
	for (const key of call.rest(1)) {
		if (!call.db.delete(key)) continue;
		call.db.changed(key, 'del', 'g');
		count++;
	}
	return integer(count);
}

function rename(call: Call, onlyNew: boolean): number {
	const [from, to] = [call.word(1), call.word(2)];
	const entry = call.db.entryOf(from);
	if (!entry) throw new RedisError(NO_KEY);
	if (from === to) return onlyNew ? 0 : 1;
	if (onlyNew && call.db.entryOf(to)) return 0;
	call.db.delete(to);
	call.db.delete(from);
	call.db.create(to, entry.value);
	const made = call.db.entryOf(to);
	if (made) made.expiresAt = entry.expiresAt;
	call.db.changed(from, 'rename_from', 'g');
	call.db.changed(to, 'rename_to', 'g');
	return 1;
}

function copy(call: Call): Reply {
	let target = call.session.database;
	let replaces = false;
	for (let i = 3; i < call.count; i++) {
		if (call.option(i) === 'REPLACE') replaces = true;
		else if (call.option(i) === 'DB' && i + 1 < call.count) target = parseInteger(call.word(++i));
		else throw syntaxError();
	}
	const database = call.server.databaseAt(target);
	const [from, to] = [call.word(1), call.word(2)];
	if (database === call.db && from === to)
		throw new RedisError('ERR source and destination objects are the same');
	const entry = call.db.entryOf(from);
	if (!entry) return integer(0);
	if (database.entryOf(to)) {
		if (!replaces) return integer(0);
		database.delete(to);
	}
	database.create(to, copyValue(entry.value));
	const made = database.entryOf(to);
	if (made) made.expiresAt = entry.expiresAt;
	database.changed(to, 'copy_to', 'g');
	return integer(1);
}

function move(call: Call): Reply {
	const key = call.word(1);
	const target = call.server.databaseAt(parseInteger(call.word(2)));
	if (target === call.db) throw new RedisError('ERR source and destination objects are the same');
	const entry = call.db.entryOf(key);
	if (!entry || target.entryOf(key)) return integer(0);
	call.db.delete(key);
	target.create(key, entry.value);
	const made = target.entryOf(key);
	if (made) made.expiresAt = entry.expiresAt;
	call.db.changed(key, 'move_from', 'g');
	target.changed(key, 'move_to', 'g');
	return integer(1);
}

export interface ScanOptions {
	match: string;
	count: number;
	type: string | null;
}

/** MATCH, COUNT and TYPE of the SCAN family, from the word after the cursor. */
export function scanOptions(call: Call, from: number, takesType = false): ScanOptions {
	const options: ScanOptions = { match: '*', count: 10, type: null };
	for (let i = from; i < call.count; i += 2) {
		const name = call.option(i);
		if (i + 1 >= call.count) throw syntaxError();
		if (name === 'MATCH') options.match = call.word(i + 1);
		else if (name === 'TYPE' && takesType) options.type = call.word(i + 1);
		else if (name === 'COUNT') {
			options.count = parseInteger(call.word(i + 1));
			if (options.count < 1) throw syntaxError();
		} else throw syntaxError();
	}
	return options;
}

export function parseCursor(text: string): number {
	if (!/^\d{1,20}$/.test(text)) throw new RedisError('ERR invalid cursor');
	return Number(text);
}

function scan(call: Call): Reply {
	const cursor = parseCursor(call.word(1));
	const { match, count, type } = scanOptions(call, 2, true);
	const [next, keys] = scanPage(call.db.liveKeys(), cursor, count);
	const shown = keys.filter(
		(key) => matchesGlob(match, key) && (type === null || call.db.entryOf(key)?.value.type === type)
	);
	return array([bulk(next), bulks(shown)]);
}

function randomKey(call: Call): Reply {
	const keys = call.db.liveKeys();
	return bulk(keys[Math.floor(call.server.context.random() * keys.length)]);
}

function flush(call: Call, databases: number[]): Reply {
	if (call.count > 2 || (call.count === 2 && !['SYNC', 'ASYNC'].includes(call.option(1))))
		throw syntaxError();
	for (const index of databases) call.server.databaseAt(index).clear();
	call.server.dirty++;
	return OK;
}

function swap(call: Call): Reply {
	const a = call.server.databaseAt(parseInteger(call.word(1), 'ERR invalid first DB index'));
	const b = call.server.databaseAt(parseInteger(call.word(2), 'ERR invalid second DB index'));
	const keys = new Set([...a.entries.keys(), ...b.entries.keys()]);
	[a.entries, b.entries] = [b.entries, a.entries];
	for (const database of [a, b]) {
		for (const key of keys) call.server.keyChanged(database.index, key);
		for (const key of database.entries.keys()) call.server.keyReady(database.index, key);
	}
	call.server.dirty++;
	return OK;
}

function object(call: Call): Reply {
	const action = call.option(1);
	const entry = call.count === 3 ? call.db.entryOf(call.word(2)) : undefined;
	if (!['ENCODING', 'FREQ', 'IDLETIME', 'REFCOUNT'].includes(action) || call.count !== 3) {
		throw new RedisError(`ERR unknown subcommand '${call.word(1)}'. Try OBJECT HELP.`);
	}
	if (!entry) return NULL;
	if (action === 'ENCODING') return bulk(encodingOf(entry.value));
	const isLfu = call.server.config.get('maxmemory-policy')?.endsWith('lfu') ?? false;
	if (action === 'FREQ') {
		if (isLfu) return integer(entry.uses);
		throw new RedisError(
			'ERR An LFU maxmemory policy is not selected, access frequency not tracked. Please note that when ' +
				'switching between policies at runtime LRU and LFU data will take some time to adjust.'
		);
	}
	return integer(action === 'REFCOUNT' ? 1 : 0);
}

/** Only USAGE, and only as the lab's own estimate (`bytesOf`). */
function memory(call: Call): Reply {
	if (call.option(1) !== 'USAGE') throw new RedisError(`ERR LabUnsupportedError: MEMORY ${call.option(1)}`);
	const entry = call.db.entryOf(call.word(2));
	return entry ? integer(bytesOf(call.word(2), entry.value)) : NULL;
}
