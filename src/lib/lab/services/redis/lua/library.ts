import { formatPrecision } from '../numbers.ts';
import { decodeJson, encodeJson } from './json.ts';
import { matchLua, type LuaMatch } from './patterns.ts';
import {
	isTrue,
	LuaError,
	LuaTable,
	numberOf,
	textOf,
	typeOf,
	type LuaFunction,
	type LuaValue
} from './values.ts';

function text(args: LuaValue[], at: number): string {
	const value = args[at];
	if (typeof value === 'string' || typeof value === 'number') return textOf(value);
	throw new LuaError(`user_script:1: bad argument #${at + 1} (string expected, got ${typeOf(value)})`);
}

function number(args: LuaValue[], at: number, otherwise?: number): number {
	const value = numberOf(args[at]) ?? otherwise;
	if (value === undefined)
		throw new LuaError(`user_script:1: bad argument #${at + 1} (number expected, got ${typeOf(args[at])})`);
	return value;
}

function table(args: LuaValue[], at: number): LuaTable {
	const value = args[at];
	if (value instanceof LuaTable) return value;
	throw new LuaError(`user_script:1: bad argument #${at + 1} (table expected, got ${typeOf(value)})`);
}

function call(callee: LuaValue | undefined, args: LuaValue[]): LuaValue[] {
	if (typeof callee === 'function') return callee(args);
	throw new LuaError(`user_script:1: attempt to call a ${typeOf(callee)} value`);
}

function slice(whole: string, from: number, to: number): string {
	const start = from < 0 ? Math.max(0, whole.length + from) : Math.max(0, from - 1);
	const end = to < 0 ? whole.length + to + 1 : to;
	return whole.slice(start, Math.max(start, end));
}

/** Captures, or the whole match when the pattern has none. */
function captured(whole: string, match: LuaMatch): LuaValue[] {
	return match.captures.length > 0 ? match.captures : [whole.slice(match.start, match.end)];
}

const find =
	(returnsPlace: boolean): LuaFunction =>
	(args) => {
		const [whole, pattern, from] = [text(args, 0), text(args, 1), number(args, 2, 1)];
		const start = from < 0 ? Math.max(0, whole.length + from) : from - 1;
		if (returnsPlace && isTrue(args[3])) {
			const at = whole.indexOf(pattern, start);
			return at < 0 ? [null] : [at + 1, at + pattern.length];
		}
		const match = matchLua(whole, pattern, start);
		if (!match) return [null];
		return returnsPlace ? [match.start + 1, match.end, ...match.captures] : captured(whole, match);
	};

const substitute: LuaFunction = (args) => {
	const [whole, pattern, by, most] = [text(args, 0), text(args, 1), args[2], number(args, 3, Infinity)];
	let [result, at, count] = ['', 0, 0];
	while (count < most && at <= whole.length) {
		const match = matchLua(whole, pattern, at);
		if (!match) break;
		const [first = null, ...others] = captured(whole, match);
		const matched = whole.slice(match.start, match.end);
		let made: LuaValue | undefined;
		if (by instanceof LuaTable) made = by.get(first);
		else if (typeof by === 'function') made = by([first, ...others])[0];
		else {
			const refer = (_: string, sign: string) =>
				sign === '0' ? matched : /\d/.test(sign) ? textOf([first, ...others][Number(sign) - 1]) : sign;
			made = textOf(by).replace(/%([\d\D])/g, refer);
		}
		result += whole.slice(at, match.start) + (isTrue(made) ? textOf(made) : matched);
		count++;
		at = match.end;
		if (match.end === match.start) result += whole[at++] ?? '';
		if (pattern[0] === '^') break;
	}
	return [result + whole.slice(at), count];
};

const format: LuaFunction = (args) => {
	let next = 1;
	const made = text(args, 0).replace(
		/%([-+ 0#]*)(\d*)(?:\.(\d+))?([a-zA-Z%])/g,
		(_, flags: string, width: string, precision: string | undefined, kind: string) => {
			if (kind === '%') return '%';
			const at = next++;
			const digits = precision === undefined ? 6 : Number(precision);
			let shown: string;
			if (kind === 's') shown = textOf(args[at]).slice(0, precision === undefined ? undefined : digits);
			else if (kind === 'q') shown = JSON.stringify(text(args, at));
			else if (kind === 'c') shown = String.fromCharCode(number(args, at));
			else if (kind === 'x' || kind === 'X') shown = Math.trunc(number(args, at)).toString(16);
			else if (kind === 'f') shown = number(args, at).toFixed(digits);
			else if (kind === 'g') shown = formatPrecision(number(args, at), digits || 1);
			else shown = String(Math.trunc(number(args, at))).padStart(precision ? digits : 0, '0');
			if (kind === 'X') shown = shown.toUpperCase();
			if (flags.includes('+') && 'dif'.includes(kind) && !shown.startsWith('-')) shown = `+${shown}`;
			if (flags.includes('-')) return shown.padEnd(Number(width));
			return shown.padStart(Number(width), flags.includes('0') ? '0' : ' ');
		}
	);
	return [made];
};

const sort: LuaFunction = (args) => {
	const items = table(args, 0).items();
	const isLess = args[1];
	const before = (a: LuaValue, b: LuaValue) => {
		if (isLess) return isTrue(call(isLess, [a, b])[0]);
		if (typeof a === 'number' && typeof b === 'number') return a < b;
		if (typeof a === 'string' && typeof b === 'string') return a < b;
		throw new LuaError(`user_script:1: attempt to compare ${typeOf(a)} with ${typeOf(b)}`);
	};
	items.sort((a, b) => (before(a, b) ? -1 : before(b, a) ? 1 : 0));
	items.forEach((item, i) => table(args, 0).set(i + 1, item));
	return [];
};

const STRING: Record<string, LuaFunction> = {
	format,
	gsub: substitute,
	find: find(true),
	match: find(false),
	sub: (args) => [slice(text(args, 0), number(args, 1), number(args, 2, -1))],
	len: (args) => [text(args, 0).length],
	rep: (args) => [text(args, 0).repeat(Math.min(1e6, Math.max(0, number(args, 1))))],
	lower: (args) => [text(args, 0).replace(/[A-Z]+/g, (part) => part.toLowerCase())],
	upper: (args) => [text(args, 0).replace(/[a-z]+/g, (part) => part.toUpperCase())],
	reverse: (args) => [[...text(args, 0)].reverse().join('')],
	byte: (args) => {
		const from = number(args, 1, 1);
		return Array.from(slice(text(args, 0), from, number(args, 2, from)), (sign) => sign.charCodeAt(0));
	},
	char: (args) => [String.fromCharCode(...args.map((_, i) => number(args, i)))],
	gmatch: (args) => {
		let at = 0;
		const next: LuaFunction = () => {
			const match = matchLua(text(args, 0), text(args, 1), at);
			if (!match) return [null];
			at = match.end > match.start ? match.end : match.end + 1;
			return captured(text(args, 0), match);
		};
		return [next];
	}
};

const TABLE: Record<string, LuaFunction> = {
	sort,
	insert: (args) => {
		const [target, hasPlace] = [table(args, 0), args.length > 2];
		const at = hasPlace ? number(args, 1) : target.length + 1;
		for (let i = target.length; i >= at; i--) target.set(i + 1, target.get(i));
		target.set(at, args[hasPlace ? 2 : 1] ?? null);
		return [];
	},
	remove: (args) => {
		const target = table(args, 0);
		const { length } = target;
		if (length === 0) return [null];
		const at = number(args, 1, length);
		const removed = target.get(at);
		for (let i = at; i < length; i++) target.set(i, target.get(i + 1));
		target.set(length, null);
		return [removed];
	},
	concat: (args) => {
		const items = table(args, 0)
			.items()
			.slice(number(args, 2, 1) - 1, number(args, 3, Infinity));
		return [
			items.map((_, i) => text(items, i)).join(args[1] === undefined || args[1] === null ? '' : text(args, 1))
		];
	},
	getn: (args) => [table(args, 0).length]
};

const unpack: LuaFunction = (args) => {
	const [from, to] = [number(args, 1, 1), number(args, 2, table(args, 0).length)];
	return Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => table(args, 0).get(from + i));
};

const next: LuaFunction = (args) => {
	const keys = [...table(args, 0).entries.keys()];
	const at = args[1] === undefined || args[1] === null ? 0 : keys.indexOf(args[1]) + 1;
	const key = keys[at];
	return key === undefined ? [null] : [key, table(args, 0).get(key)];
};

const protectedCall: LuaFunction = ([callee, ...args]) => {
	try {
		return [true, ...call(callee, args)];
	} catch (error) {
		if (error instanceof LuaError) return [false, error.value];
		throw error;
	}
};

/** An iterator over a copy of the keys, so that a loop may assign to what it walks. */
const pairs: LuaFunction = (args) => {
	const walked = table(args, 0);
	const keys = walked.entries.keys();
	const step: LuaFunction = () => {
		const { value, done } = keys.next();
		return done || value === undefined ? [null] : [value, walked.get(value)];
	};
	return [step, walked, null];
};

/** The globals of a script: Lua's own functions that Redis leaves in, and cjson. */
export function libraryGlobals(random: () => number): { globals: LuaTable; strings: LuaTable } {
	const strings = LuaTable.from(STRING);
	const one =
		(work: (value: number) => number): LuaFunction =>
		(args) => [work(number(args, 0))];
	const math = LuaTable.from({
		floor: one(Math.floor),
		ceil: one(Math.ceil),
		abs: one(Math.abs),
		sqrt: one(Math.sqrt),
		exp: one(Math.exp),
		log: one(Math.log),
		max: (args) => [Math.max(...args.map((_, i) => number(args, i)))],
		min: (args) => [Math.min(...args.map((_, i) => number(args, i)))],
		pow: (args) => [number(args, 0) ** number(args, 1)],
		fmod: (args) => [number(args, 0) % number(args, 1)],
		random: (args) => {
			if (args.length === 0) return [random()];
			const [low, high] = args.length > 1 ? [number(args, 0), number(args, 1)] : [1, number(args, 0)];
			return [low + Math.floor(random() * (high - low + 1))];
		},
		randomseed: () => [],
		huge: Infinity,
		pi: Math.PI
	});
	const globals = LuaTable.from({
		string: strings,
		table: LuaTable.from({ ...TABLE, unpack }),
		math,
		cjson: LuaTable.from({
			encode: (args) => [encodeJson(args[0] ?? null)],
			decode: (args) => [decodeJson(text(args, 0))]
		}),
		unpack,
		next,
		pairs,
		pcall: protectedCall,
		ipairs: (args) => {
			const step: LuaFunction = ([walked, at]) => {
				const place = (numberOf(at) ?? 0) + 1;
				const value = walked instanceof LuaTable ? walked.get(place) : null;
				return value === null ? [null] : [place, value];
			};
			return [step, table(args, 0), 0];
		},
		type: (args) => [typeOf(args[0])],
		tostring: (args) => [textOf(args[0])],
		tonumber: (args) => {
			if (args.length < 2) return [numberOf(args[0])];
			const value = parseInt(text(args, 0), number(args, 1));
			return [value === value ? value : null];
		},
		select: ([which, ...rest]) => (which === '#' ? [rest.length] : rest.slice((numberOf(which) ?? 1) - 1)),
		error: ([value = null, level = 1]) => {
			throw new LuaError(typeof value === 'string' && level !== 0 ? `user_script:1: ${value}` : value);
		},
		assert: (args) => {
			if (isTrue(args[0])) return args;
			throw new LuaError(args[1] ?? 'assertion failed!');
		}
	});
	return { globals, strings };
}
