import { command, syntaxError, type Call, type Command } from './command.ts';
import { WRONG_TYPE } from './database.ts';
import { parseDouble, parseInteger } from './numbers.ts';
import { integer, RedisError, type Reply } from './reply.ts';
import { SortedSet } from './sorted-set.ts';
import { scoredReply } from './sorted-sets.ts';
import { storeScored } from './sorted-set-ranges.ts';

type Operation = 'union' | 'inter' | 'diff';

/** Unions, intersections and differences of sorted sets; plain sets count as scored 1. */
export const sortedSetStoreCommands: Command[] = [
	...(['union', 'inter', 'diff'] as const).flatMap((operation) => [
		command(`z${operation} -3 r`, (call) => {
			const { result, withScores } = compute(call, operation, 1);
			return scoredReply(result.ordered, withScores);
		}),
		command(`z${operation}store -4 wm 1 1 1`, (call) => {
			return storeScored(call, call.word(1), `z${operation}store`, compute(call, operation, 2).result);
		})
	]),
	command('zintercard -3 r', cardinality)
];

type Scores = Map<string, number>;

function sources(call: Call, numberAt: number): Scores[] {
	const count = parseInteger(call.word(numberAt));
	if (count < 1) {
		throw new RedisError(`ERR at least 1 input key is needed for '${call.word(0).toLowerCase()}' command`);
	}
	if (count > call.count - numberAt - 1) throw syntaxError();
	return call
		.rest(numberAt + 1)
		.slice(0, count)
		.map((key) => {
			const value = call.db.find(key);
			if (!value) return new Map();
			if (value.type === 'zset') return new Map(value.members.entries());
			if (value.type === 'set') return new Map([...value.members].map((member) => [member, 1]));
			throw new RedisError(WRONG_TYPE);
		});
}

function compute(call: Call, operation: Operation, numberAt: number) {
	const all = sources(call, numberAt);
	const weights = all.map(() => 1);
	let aggregate = 'SUM';
	let withScores = false;
	for (let i = numberAt + 1 + all.length; i < call.count; i++) {
		const name = call.option(i);
		const left = call.count - i - 1;
		if (name === 'WEIGHTS' && operation !== 'diff' && left >= all.length) {
			for (const at of all.keys())
				weights[at] = parseDouble(call.word(i + 1 + at), 'ERR weight value is not a float');
			i += all.length;
		} else if (name === 'AGGREGATE' && operation !== 'diff' && left >= 1) {
			aggregate = call.option(++i);
			if (!['SUM', 'MIN', 'MAX'].includes(aggregate)) throw syntaxError();
		} else if (name === 'WITHSCORES' && numberAt === 1) withScores = true;
		else throw syntaxError();
	}
	return { result: new SortedSet(combined(operation, all, weights, aggregate)), withScores };
}

function combined(operation: Operation, all: Scores[], weights: number[], aggregate: string): Scores {
	if (operation === 'diff') {
		return new Map(
			[...(all[0] ?? [])].filter(([member]) => !all.slice(1).some((other) => other.has(member)))
		);
	}
	const result: Scores = new Map();
	for (const [at, scores] of all.entries()) {
		for (const [member, score] of scores) {
			if (operation === 'inter' && !all.every((other) => other.has(member))) continue;
			const weighted = (weights[at] ?? 1) * score || 0;
			const old = result.get(member);
			result.set(member, old === undefined ? weighted : aggregated(aggregate, old, weighted));
		}
	}
	return result;
}

/** Infinities of both signs cancel, as Redis has it. */
function aggregated(how: string, a: number, b: number): number {
	if (how === 'MIN') return Math.min(a, b);
	if (how === 'MAX') return Math.max(a, b);
	return a + b || 0;
}

function cardinality(call: Call): Reply {
	const all = sources(call, 1);
	let limit = 0;
	for (let i = 2 + all.length; i < call.count; i += 2) {
		if (call.option(i) !== 'LIMIT' || i + 1 >= call.count) throw syntaxError();
		limit = parseInteger(call.word(i + 1), "ERR LIMIT can't be negative");
		if (limit < 0) throw new RedisError("ERR LIMIT can't be negative");
	}
	const { size } = combined(
		'inter',
		all,
		all.map(() => 1),
		'SUM'
	);
	return integer(limit > 0 ? Math.min(limit, size) : size);
}
