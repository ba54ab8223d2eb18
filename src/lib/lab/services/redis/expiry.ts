import { command, type Call, type Command } from './command.ts';
import { parseInteger } from './numbers.ts';
import { integer, RedisError, type Reply } from './reply.ts';
import type { Entry } from './values.ts';

/** Commands about a key's time to live; moments are milliseconds since 1970. */
export const expiryCommands: Command[] = [
	command('expire -3 wf 1 1 1', (call) => expire(call, 1000, true)),
	command('pexpire -3 wf 1 1 1', (call) => expire(call, 1, true)),
	command('expireat -3 wf 1 1 1', (call) => expire(call, 1000, false)),
	command('pexpireat -3 wf 1 1 1', (call) => expire(call, 1, false)),
	command('ttl 2 rf 1 1 1', (call) => integer(remaining(call, 1000, true))),
	command('pttl 2 rf 1 1 1', (call) => integer(remaining(call, 1, true))),
	command('expiretime 2 rf 1 1 1', (call) => integer(remaining(call, 1000, false))),
	command('pexpiretime 2 rf 1 1 1', (call) => integer(remaining(call, 1, false))),
	command('persist 2 wf 1 1 1', persist)
];

const LIMIT = 2 ** 63;

/** The moment a time argument means; refuses what would overflow 64 bits. */
export function momentOf(
	call: Call,
	text: string,
	unitMs: number,
	isRelative: boolean,
	mustBePositive: boolean
): number {
	const given = parseInteger(text);
	const refusal = new RedisError(`ERR invalid expire time in '${call.word(0).toLowerCase()}' command`);
	if (mustBePositive && given <= 0) throw refusal;
	const moment = given * unitMs + (isRelative ? call.now : 0);
	if (Math.abs(given * unitMs) >= LIMIT || moment >= LIMIT) throw refusal;
	return moment;
}

function expire(call: Call, unitMs: number, isRelative: boolean): Reply {
	const options = new Set<string>();
	parseInteger(call.word(2));
	const key = call.word(1);
	for (let i = 3; i < call.count; i++) {
		if (!['NX', 'XX', 'GT', 'LT'].includes(call.option(i))) {
			throw new RedisError(`ERR Unsupported option ${call.word(i)}`);
		}
		options.add(call.option(i));
	}
	if (options.has('NX') && options.size > 1) {
		throw new RedisError('ERR NX and XX, GT or LT options at the same time are not compatible');
	}
	if (options.has('GT') && options.has('LT')) {
		throw new RedisError('ERR GT and LT options at the same time are not compatible');
	}
	const moment = momentOf(call, call.word(2), unitMs, isRelative, false);
	const entry = call.db.entryOf(key);
	if (!entry) return integer(0);
	const current = entry.expiresAt;
	if (options.has('NX') && current !== null) return integer(0);
	if (options.has('XX') && current === null) return integer(0);
	if (options.has('GT') && (current === null || moment <= current)) return integer(0);
	if (options.has('LT') && current !== null && moment >= current) return integer(0);

	expireAt(call, key, entry, moment);
	return integer(1);
}

/** What is past already is deleted now. */
export function expireAt(call: Call, key: string, entry: Entry, moment: number): void {
	if (moment <= call.now) {
		call.db.delete(key);
		call.propagateAs('DEL', key);
		call.db.changed(key, 'del', 'g');
	} else {
		entry.expiresAt = moment;
		call.propagateAs('PEXPIREAT', key, String(moment));
		call.db.changed(key, 'expire', 'g');
	}
}

function remaining(call: Call, unitMs: number, isRelative: boolean): number {
	const entry = call.db.entryOf(call.word(1));
	if (!entry) return -2;
	if (entry.expiresAt === null) return -1;
	if (!isRelative) return Math.floor((entry.expiresAt + (unitMs === 1 ? 0 : 500)) / unitMs);
	const left = Math.max(0, entry.expiresAt - call.now);
	return unitMs === 1 ? left : Math.floor((left + 500) / 1000);
}

function persist(call: Call): Reply {
	const entry = call.db.entryOf(call.word(1));
	if (!entry || entry.expiresAt === null) return integer(0);
	entry.expiresAt = null;
	call.db.changed(call.word(1), 'persist', 'g');
	return integer(1);
}
