import { command, syntaxError, type Call, type Command } from './command.ts';
import { expireAt, momentOf } from './expiry.ts';
import { addFloats, findDouble, isInt64, parseInt64, parseInteger } from './numbers.ts';
import { array, bulk, integer, NULL, OK, RedisError, type Reply } from './reply.ts';

const MAX_TEXT_BYTES = 536_870_912;

/** Commands on strings (https://redis.io/docs/latest/commands/?group=string). */
export const stringCommands: Command[] = [
	command('set -3 wm 1 1 1', set),
	command('get 2 rf 1 1 1', (call) => bulk(call.db.findText(call.word(1)))),
	command('getdel 2 wf 1 1 1', getAndDelete),
	command('getex -2 wf 1 1 1', getAndExpire),
	command('getset 3 wmf 1 1 1', getAndSet),
	command('setex 4 wm 1 1 1', (call) => setWithExpiry(call, 1000)),
	command('psetex 4 wm 1 1 1', (call) => setWithExpiry(call, 1)),
	command('setnx 3 wmf 1 1 1', setIfAbsent),
	command('mset -3 wm 1 -1 2', (call) => (setMany(call, false), OK)),
	command('msetnx -3 wm 1 -1 2', (call) => integer(setMany(call, true))),
	command('mget -2 rf 1 -1 1', getMany),
	command('append 3 wmf 1 1 1', append),
	command('strlen 2 rf 1 1 1', (call) => integer(call.db.findText(call.word(1))?.length ?? 0)),
	command('incr 2 wmf 1 1 1', (call) => add(call, 1n)),
	command('decr 2 wmf 1 1 1', (call) => add(call, -1n)),
	command('incrby 3 wmf 1 1 1', (call) => add(call, parseInt64(call.word(2)))),
	command('decrby 3 wmf 1 1 1', decrementBy),
	command('incrbyfloat 3 wmf 1 1 1', addFloat),
	command('getrange 4 r 1 1 1', getRange),
	command('substr 4 r 1 1 1', getRange),
	command('setrange 4 wm 1 1 1', setRange),
	command('lcs -3 r 1 2 1', longestCommon)
];

function store(
	call: Call,
	key: string,
	text: string,
	event = 'set',
	keepsExpiry = false,
	isRaw = false
): void {
	call.db.put(key, { type: 'string', text, isRaw }, keepsExpiry);
	call.db.changed(key, event, '$');
}

const UNITS: Record<string, [unitMs: number, isRelative: boolean]> = {
	EX: [1000, true],
	PX: [1, true],
	EXAT: [1000, false],
	PXAT: [1, false]
};

/** Reads the options of SET and GETEX; each says which it takes. */
function readOptions(call: Call, from: number, taken: string) {
	const flags = new Set<string>();
	let expiry: { unit: string; text: string } | null = null;
	for (let i = from; i < call.count; i++) {
		const name = call.option(i);
		if (name in UNITS && i + 1 < call.count && !expiry && !flags.has('KEEPTTL') && !flags.has('PERSIST')) {
			expiry = { unit: name, text: call.word(++i) };
		} else if (taken.split(' ').includes(name)) flags.add(name);
		else throw syntaxError();
		if (flags.has('NX') && flags.has('XX')) throw syntaxError();
		if (expiry && (flags.has('KEEPTTL') || flags.has('PERSIST'))) throw syntaxError();
	}
	let expiresAt: number | null = null;
	const unit = expiry ? UNITS[expiry.unit] : undefined;
	return {
		flags,
		/** Read late, because Redis looks at the key first. */
		moment(): number | null {
			if (expiry && unit) expiresAt = momentOf(call, expiry.text, unit[0], unit[1], true);
			return expiresAt;
		}
	};
}

function set(call: Call): Reply {
	const [key, text] = [call.word(1), call.word(2)];
	const { flags, moment } = readOptions(call, 3, 'NX XX GET KEEPTTL');
	const expiresAt = moment();
	const old = flags.has('GET') ? call.db.findText(key) : undefined;
	const exists = call.db.find(key) !== undefined;
	if (flags.has('NX') ? exists : flags.has('XX') && !exists) return flags.has('GET') ? bulk(old) : NULL;

	store(call, key, text, 'set', flags.has('KEEPTTL'));
	setExpiry(call, key, text, expiresAt);
	return flags.has('GET') ? bulk(old) : OK;
}

/** A moment already past is kept: the next look deletes the key. */
function setExpiry(call: Call, key: string, text: string, expiresAt: number | null): void {
	if (expiresAt === null) return;
	const entry = call.db.entries.get(key);
	if (entry) entry.expiresAt = expiresAt;
	call.propagateAs('SET', key, text, 'PXAT', String(expiresAt));
	call.server.notify('g', 'expire', key, call.db.index);
}

function setWithExpiry(call: Call, unitMs: number): Reply {
	const expiresAt = momentOf(call, call.word(2), unitMs, true, true);
	store(call, call.word(1), call.word(3));
	setExpiry(call, call.word(1), call.word(3), expiresAt);
	return OK;
}

function getAndDelete(call: Call): Reply {
	const text = call.db.findText(call.word(1));
	if (text === undefined) return NULL;
	call.db.delete(call.word(1));
	call.propagateAs('DEL', call.word(1));
	call.db.changed(call.word(1), 'del', 'g');
	return bulk(text);
}

function getAndExpire(call: Call): Reply {
	const key = call.word(1);
	const { flags, moment } = readOptions(call, 2, 'PERSIST');
	const text = call.db.findText(key);
	if (text === undefined) return NULL;
	const expiresAt = moment();
	const entry = call.db.entryOf(key);
	if (entry && expiresAt !== null) {
		expireAt(call, key, entry, expiresAt);
	} else if (entry && flags.has('PERSIST') && entry.expiresAt !== null) {
		entry.expiresAt = null;
		call.propagateAs('PERSIST', key);
		call.db.changed(key, 'persist', 'g');
	}
	return bulk(text);
}

function getAndSet(call: Call): Reply {
	const old = call.db.findText(call.word(1));
	store(call, call.word(1), call.word(2));
	return bulk(old);
}

function setIfAbsent(call: Call): Reply {
	if (call.db.find(call.word(1))) return integer(0);
	store(call, call.word(1), call.word(2));
	return integer(1);
}

function setMany(call: Call, onlyNew: boolean): number {
	if (call.count % 2 === 0) throw call.wrongArity();
	const pairs = call.rest(1);
	const keys = pairs.filter((_, i) => i % 2 === 0);
	if (onlyNew && keys.some((key) => call.db.find(key))) return 0;
	keys.forEach((key, i) => store(call, key, pairs[i * 2 + 1] ?? ''));
	return 1;
}

function getMany(call: Call): Reply {
	const textOf = (key: string) => {
		const value = call.db.find(key);
		return value?.type === 'string' ? bulk(value.text) : NULL;
	};
	return array(call.rest(1).map(textOf));
}

function append(call: Call): Reply {
	const old = call.db.findText(call.word(1));
	const text = (old ?? '') + call.word(2);
	checkLength(text.length);
	store(call, call.word(1), text, 'append', true, old !== undefined);
	return integer(text.length);
}

function checkLength(length: number): void {
	if (length > MAX_TEXT_BYTES) {
		throw new RedisError('ERR string exceeds maximum allowed size (proto-max-bulk-len)');
	}
}

function add(call: Call, by: bigint): Reply {
	const sum = parseInt64(call.db.findText(call.word(1)) ?? '0') + by;
	if (!isInt64(sum)) throw new RedisError('ERR increment or decrement would overflow');
	store(call, call.word(1), String(sum), 'incrby', true);
	return integer(sum);
}

function decrementBy(call: Call): Reply {
	const by = parseInt64(call.word(2));
	if (by === -(2n ** 63n)) throw new RedisError('ERR decrement would overflow');
	return add(call, -by);
}

function addFloat(call: Call): Reply {
	const old = call.db.findText(call.word(1)) ?? '0';
	const isInfinite = [old, call.word(2)].map(findDouble).some((value) => Math.abs(value ?? 0) === Infinity);
	const sum = addFloats(old, call.word(2));
	if (sum === undefined) {
		throw new RedisError(
			isInfinite ? 'ERR increment would produce NaN or Infinity' : 'ERR value is not a valid float'
		);
	}
	store(call, call.word(1), sum, 'incrbyfloat', true);
	call.propagateAs('SET', call.word(1), sum, 'KEEPTTL');
	return bulk(sum);
}

function getRange(call: Call): Reply {
	let [start, end] = [parseInteger(call.word(2)), parseInteger(call.word(3))];
	const text = call.db.findText(call.word(1)) ?? '';
	if (start < 0 && end < 0 && start > end) return bulk('');
	if (start < 0) start = Math.max(0, text.length + start);
	if (end < 0) end = Math.max(0, text.length + end);
	return bulk(text.slice(start, end + 1));
}

function setRange(call: Call): Reply {
	const at = parseInteger(call.word(2));
	if (at < 0) throw new RedisError('ERR offset is out of range');
	const old = call.db.findText(call.word(1)) ?? '';
	const patch = call.word(3);
	if (patch === '') return integer(old.length);
	checkLength(at + patch.length);
	const text = old.slice(0, at).padEnd(at, '\0') + patch + old.slice(at + patch.length);
	store(call, call.word(1), text, 'setrange', true, true);
	return integer(text.length);
}

/** The text or LEN of the longest common subsequence; IDX is not offered. */
function longestCommon(call: Call): Reply {
	const [a, b] = [1, 2].map((at) => {
		const value = call.db.find(call.word(at));
		if (value && value.type !== 'string') {
			throw new RedisError('ERR The specified keys must contain string values');
		}
		return value?.text ?? '';
	});
	const options = call.rest(3).map((word) => word.toUpperCase());
	if (options.includes('IDX')) throw new RedisError('ERR LabUnsupportedError: LCS with IDX');
	if (options.some((option) => option !== 'LEN')) throw syntaxError();
	let row: string[] = Array.from({ length: (b ?? '').length + 1 }, () => '');
	for (const sign of a ?? '') {
		const next = [''];
		for (let i = 1; i < row.length; i++) {
			const [left = '', above = '', corner = ''] = [next[i - 1], row[i], row[i - 1]];
			next.push((b ?? '')[i - 1] === sign ? corner + sign : left.length > above.length ? left : above);
		}
		row = next;
	}
	const common = row.at(-1) ?? '';
	return options.length > 0 ? integer(common.length) : bulk(common);
}
