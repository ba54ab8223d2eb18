import { append } from '../../../runtime/host.ts';

/** What a command is sent as: texts and buffers. Anything else is refused where it is written. */
export type Words = unknown[];
type Form = (words: Words, args: readonly unknown[]) => void;
type Options = Readonly<Record<string, unknown>>;

export function push(words: Words, ...more: readonly unknown[]): void {
	for (const word of more) append(words, word);
}

/** As `value.toString()`: it fails for what is not there. */
export function textOf(value: unknown): string {
	if (value === undefined || value === null)
		throw new TypeError(`Cannot read properties of ${value} (reading 'toString')`);
	return String(value);
}

export function doubleText(value: unknown): string {
	return value === Infinity ? '+inf' : value === -Infinity ? '-inf' : textOf(value);
}

export function boundText(value: unknown): unknown {
	return typeof value === 'number' ? doubleText(value) : value;
}

export function pushMany(words: Words, values: unknown): void {
	if (Array.isArray(values)) push(words, ...values);
	else append(words, values);
}

export function pushCounted(words: Words, values: unknown): void {
	append(words, Array.isArray(values) ? String(values.length) : '1');
	pushMany(words, values);
}

export function optionsOf(value: unknown): Options {
	return typeof value === 'object' && value !== null ? { ...value } : {};
}

function numberText(value: unknown): unknown {
	return typeof value === 'number' ? String(value) : value;
}

export function secondsText(moment: unknown): string {
	return typeof moment === 'number'
		? String(moment)
		: String(Math.floor((moment instanceof Date ? moment.getTime() : Number(moment)) / 1_000));
}

export function millisecondsText(moment: unknown): string {
	return textOf(moment instanceof Date ? moment.getTime() : moment);
}

/** `{ EX: 10 }`: the first of those names that is there. */
function pushFirst(words: Words, options: Options, names: readonly string[]): boolean {
	const name = names.find((each) => options[each] !== undefined);
	if (name === undefined) return false;
	push(words, name, momentText(name, options[name]));
	return true;
}

function momentText(name: string, value: unknown): string {
	return name === 'EXAT' ? secondsText(value) : name === 'PXAT' ? millisecondsText(value) : textOf(value);
}

/** The arguments that a table row cannot say. */
export const FORMS: Readonly<Record<string, Form>> = {
	auth(words, [given]) {
		const { username, password } = optionsOf(given);
		if (username !== undefined) append(words, username);
		append(words, password);
	},
	bitRange(words, [range]) {
		if (!range) return;
		const { start, end, mode } = optionsOf(range);
		push(words, textOf(start), textOf(end));
		if (mode) append(words, mode);
	},
	keysThenTime(words, [keys, timeout]) {
		pushMany(words, keys);
		append(words, textOf(timeout));
	},
	killFilters(words, [filters]) {
		for (const filter of Array.isArray(filters) ? filters : [filters]) {
			const { filter: name, ...values } = optionsOf(filter);
			const [value] = Object.values(values);
			push(words, typeof filter === 'string' ? filter : name);
			if (value !== undefined)
				append(words, typeof value === 'boolean' ? (value ? 'yes' : 'no') : textOf(value));
		}
	},
	configPairs(words, [name, value]) {
		if (typeof name === 'object' && name !== null) push(words, ...Object.entries(name).flat());
		else push(words, name, value);
	},
	scriptArguments(words, [given]) {
		const { keys = [], arguments: values } = optionsOf(given);
		pushCounted(words, keys);
		if (Array.isArray(values)) push(words, ...values);
	},
	getExpiry(words, [given]) {
		const options = optionsOf(given);
		const { type, value } = options;
		if (typeof type === 'string') push(words, type, ...(type === 'PERSIST' ? [] : [momentText(type, value)]));
		else if (!pushFirst(words, options, ['EX', 'PX', 'EXAT', 'PXAT'])) append(words, 'PERSIST');
	},
	hashPairs(words, [first, second]) {
		const pushAll = (items: readonly unknown[]) => {
			for (const item of items) {
				if (Array.isArray(item)) pushAll(item);
				else append(words, numberText(item));
			}
		};
		if (typeof first !== 'object' || first === null || first instanceof Uint8Array)
			push(words, numberText(first), numberText(second));
		else if (first instanceof Map) pushAll([...first]);
		else pushAll(Array.isArray(first) ? first : Object.entries(first));
	},
	hello(words, [version, given]) {
		const { AUTH, SETNAME } = optionsOf(given);
		if (!version) return;
		append(words, textOf(version));
		if (AUTH) push(words, 'AUTH', optionsOf(AUTH)['username'], optionsOf(AUTH)['password']);
		if (SETNAME !== undefined) push(words, 'SETNAME', SETNAME);
	},
	positions(words, [key, element, count, given]) {
		push(words, key, element);
		const { RANK, MAXLEN } = optionsOf(given);
		if (RANK !== undefined) push(words, 'RANK', textOf(RANK));
		if (MAXLEN !== undefined) push(words, 'MAXLEN', textOf(MAXLEN));
		push(words, 'COUNT', textOf(count));
	},
	keyPairs(words, [pairs]) {
		if (Array.isArray(pairs) && pairs.length === 0) throw new Error('empty toSet Argument');
		push(words, ...(Array.isArray(pairs) ? pairs.flat() : Object.entries(optionsOf(pairs)).flat()));
	},
	value(words, [value, given]) {
		const options = optionsOf(given);
		append(words, numberText(value));
		const { expiration, condition, matchValue } = options;
		if (typeof expiration === 'string') append(words, expiration);
		else if (expiration) {
			const { type, value: amount } = optionsOf(expiration);
			push(words, type, ...(type === 'KEEPTTL' ? [] : [textOf(amount)]));
		} else {
			const name = ['EX', 'PX', 'EXAT', 'PXAT'].find((each) => options[each] !== undefined);
			if (name !== undefined) push(words, name, textOf(options[name]));
			else if (options['KEEPTTL']) append(words, 'KEEPTTL');
		}
		if (condition) push(words, condition, ...(matchValue === undefined ? [] : [matchValue]));
		else if (options['NX']) append(words, 'NX');
		else if (options['XX']) append(words, 'XX');
		if (options['GET']) append(words, 'GET');
	},
	limit(words, [given]) {
		const limit = typeof given === 'number' ? given : optionsOf(given)['LIMIT'];
		if (limit !== undefined && limit !== null) push(words, 'LIMIT', textOf(limit));
	},
	entry(words, [id, message, given]) {
		const { TRIM, policy, IDMP, IDMPAUTO } = optionsOf(given);
		if (policy) append(words, policy);
		if (IDMPAUTO) push(words, 'IDMPAUTO', optionsOf(IDMPAUTO)['pid']);
		else if (IDMP) push(words, 'IDMP', optionsOf(IDMP)['pid'], optionsOf(IDMP)['iid']);
		if (TRIM) {
			const { strategy, strategyModifier, threshold, limit } = optionsOf(TRIM);
			append(words, strategy);
			if (strategyModifier) append(words, strategyModifier);
			append(words, textOf(threshold));
			if (limit !== undefined) push(words, 'LIMIT', textOf(limit));
		}
		append(words, id);
		push(words, ...Object.entries(optionsOf(message)).flat());
	},
	claimOptions(words, [given]) {
		const { IDLE, TIME, RETRYCOUNT, FORCE, LASTID } = optionsOf(given);
		if (IDLE !== undefined) push(words, 'IDLE', textOf(IDLE));
		if (TIME !== undefined) push(words, 'TIME', millisecondsText(TIME));
		if (RETRYCOUNT !== undefined) push(words, 'RETRYCOUNT', textOf(RETRYCOUNT));
		if (FORCE) append(words, 'FORCE');
		if (LASTID !== undefined) push(words, 'LASTID', LASTID);
	},
	pendingRange(words, [key, group, start, end, count, given]) {
		const { IDLE, consumer } = optionsOf(given);
		push(words, key, group);
		if (IDLE !== undefined) push(words, 'IDLE', textOf(IDLE));
		push(words, start, end, textOf(count));
		if (consumer) append(words, consumer);
	},
	readStreams(words, [streams, given]) {
		const options = optionsOf(given);
		for (const name of ['COUNT', 'MAXCOUNT', 'MAXSIZE', 'BLOCK', 'CLAIM'])
			if (options[name] !== undefined) push(words, name, textOf(options[name]));
		if (options['NOACK']) append(words, 'NOACK');
		const listed = (Array.isArray(streams) ? streams : [streams]).map(optionsOf);
		push(words, 'STREAMS', ...listed.map(({ key }) => key), ...listed.map(({ id }) => id));
	},
	trim(words, [key, strategy, threshold, given]) {
		const { strategyModifier, LIMIT, policy } = optionsOf(given);
		push(words, key, strategy);
		if (strategyModifier !== undefined) append(words, strategyModifier);
		append(words, textOf(threshold));
		if (strategyModifier === '~' && LIMIT !== undefined) push(words, 'LIMIT', textOf(LIMIT));
		if (policy) append(words, policy);
	},
	members(words, [members, given]) {
		const { condition, comparison, NX, XX, LT, GT, CH } = optionsOf(given);
		if (condition) append(words, condition);
		else if (NX) append(words, 'NX');
		else if (XX) append(words, 'XX');
		if (comparison) append(words, comparison);
		else if (LT) append(words, 'LT');
		else if (GT) append(words, 'GT');
		if (CH) append(words, 'CH');
		pushMembers(words, members);
	},
	increasedMembers(words, [members, given]) {
		const { condition, comparison, CH } = optionsOf(given);
		if (condition) append(words, condition);
		if (comparison) append(words, comparison);
		if (CH) append(words, 'CH');
		append(words, 'INCR');
		pushMembers(words, members);
	},
	weighed(words, [keys, given]) {
		const listed: readonly unknown[] = Array.isArray(keys) ? keys : [keys];
		append(words, String(listed.length));
		const hasWeights = typeof listed[0] === 'object' && !(listed[0] instanceof Uint8Array);
		if (!hasWeights) push(words, ...listed);
		else {
			const pairs = listed.map(optionsOf);
			push(
				words,
				...pairs.map(({ key }) => key),
				'WEIGHTS',
				...pairs.map(({ weight }) => doubleText(weight))
			);
		}
		const { AGGREGATE } = optionsOf(given);
		if (AGGREGATE) push(words, 'AGGREGATE', AGGREGATE);
	},
	rangeOptions(words, [given]) {
		const { BY, REV, LIMIT } = optionsOf(given);
		if (BY === 'SCORE' || BY === 'LEX') append(words, `BY${BY}`);
		if (REV) append(words, 'REV');
		if (LIMIT) push(words, 'LIMIT', textOf(optionsOf(LIMIT)['offset']), textOf(optionsOf(LIMIT)['count']));
	}
};

function pushMembers(words: Words, members: unknown): void {
	for (const member of (Array.isArray(members) ? members : [members]).map(optionsOf))
		push(words, doubleText(member['score']), member['value']);
}
