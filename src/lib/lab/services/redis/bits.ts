import { command, syntaxError, type Call, type Command } from './command.ts';
import { parseInteger } from './numbers.ts';
import { integer, RedisError, type Reply } from './reply.ts';

const MAX_BITS = 4_294_967_296;

/** Commands on the bits of a string, the highest bit of a byte first. */
export const bitCommands: Command[] = [
	command('setbit 4 wm 1 1 1', setBit),
	command('getbit 3 rf 1 1 1', (call) => {
		const at = bitOffset(call.word(2));
		return integer(bitAt(call.db.findText(call.word(1)) ?? '', at));
	}),
	command('bitcount -2 r 1 1 1', bitCount),
	command('bitpos -3 r 1 1 1', bitPosition),
	command('bitop -4 wm 2 -1 1', combine)
];

function bitOffset(text: string): number {
	const refusal = 'ERR bit offset is not an integer or out of range';
	const at = parseInteger(text, refusal);
	if (at < 0 || at >= MAX_BITS) throw new RedisError(refusal);
	return at;
}

function bitAt(text: string, at: number): number {
	const byte = Math.floor(at / 8);
	return byte < text.length ? (text.charCodeAt(byte) >> (7 - (at % 8))) & 1 : 0;
}

function setBit(call: Call): Reply {
	const at = bitOffset(call.word(2));
	const bit = call.word(3);
	if (bit !== '0' && bit !== '1') throw new RedisError('ERR bit is not an integer or out of range');
	const old = call.db.findText(call.word(1)) ?? '';
	const byte = Math.floor(at / 8);
	const text = old.padEnd(byte + 1, '\0');
	const mask = 128 >> (at % 8);
	const code = bit === '1' ? text.charCodeAt(byte) | mask : text.charCodeAt(byte) & ~mask;
	const changed = text.slice(0, byte) + String.fromCharCode(code) + text.slice(byte + 1);
	call.db.put(call.word(1), { type: 'string', text: changed, isRaw: true }, true);
	call.db.changed(call.word(1), 'setbit', '$');
	return integer(bitAt(old, at));
}

/** The first and last bit that start, end and the unit mean; null when the range is empty. */
function bitRange(call: Call, from: number, length: number): [number, number] | null {
	let [start, end] = [
		parseInteger(call.word(from)),
		from + 1 < call.count ? parseInteger(call.word(from + 1)) : -1
	];
	const unit = from + 2 < call.count ? call.option(from + 2) : 'BYTE';
	if (!['BIT', 'BYTE'].includes(unit) || call.count > from + 3) throw syntaxError();
	const total = unit === 'BIT' ? length * 8 : length;
	if (call.option(0) === 'BITCOUNT' && start < 0 && end < 0 && start > end) return null;
	if (start < 0) start = Math.max(0, total + start);
	if (end < 0) end = Math.max(0, total + end);
	end = Math.min(end, total - 1);
	if (start > end) return null;
	return unit === 'BIT' ? [start, end] : [start * 8, end * 8 + 7];
}

function bitCount(call: Call): Reply {
	if (call.count === 3) throw syntaxError();
	const text = call.db.findText(call.word(1)) ?? '';
	const range = call.count > 3 ? bitRange(call, 2, text.length) : [0, text.length * 8 - 1];
	if (call.db.find(call.word(1)) === undefined || !range) return integer(0);
	let count = 0;
	for (let at = range[0] ?? 0; at <= (range[1] ?? -1); at++) count += bitAt(text, at);
	return integer(count);
}

function bitPosition(call: Call): Reply {
	const wanted = parseInteger(call.word(2));
	if (wanted !== 0 && wanted !== 1) throw new RedisError('ERR The bit argument must be 1 or 0.');
	const text = call.db.findText(call.word(1));
	if (text === undefined) return integer(wanted === 1 ? -1 : 0);
	if (text === '') return integer(-1);
	const range: [number, number] | null =
		call.count > 3 ? bitRange(call, 3, text.length) : [0, text.length * 8 - 1];
	if (!range) return integer(-1);
	for (let at = range[0]; at <= range[1]; at++) if (bitAt(text, at) === wanted) return integer(at);
	return integer(wanted === 0 && call.count < 5 ? text.length * 8 : -1);
}

function combine(call: Call): Reply {
	const operation = call.option(1);
	const target = call.word(2);
	if (!['AND', 'OR', 'XOR', 'NOT'].includes(operation)) throw syntaxError();
	if (operation === 'NOT' && call.count !== 4) {
		throw new RedisError('ERR BITOP NOT must be called with a single source key.');
	}
	const texts = call.rest(3).map((key) => call.db.findText(key) ?? '');
	const length = Math.max(...texts.map((text) => text.length));
	let result = '';
	for (let i = 0; i < length; i++) {
		const codes = texts.map((text) => (i < text.length ? text.charCodeAt(i) : 0));
		const code = codes.reduce((a, b) => (operation === 'AND' ? a & b : operation === 'OR' ? a | b : a ^ b));
		result += String.fromCharCode(operation === 'NOT' ? ~code & 255 : code);
	}
	if (length > 0) {
		call.db.put(target, { type: 'string', text: result, isRaw: true });
		call.db.changed(target, 'set', '$');
	} else if (call.db.delete(target)) call.db.changed(target, 'del', 'g');
	return integer(length);
}
