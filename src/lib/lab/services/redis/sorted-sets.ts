import { command, syntaxError, type Call, type Command } from './command.ts';
import { matchesGlob } from './glob.ts';
import { parseCursor, scanOptions } from './keys.ts';
import { findDouble, formatDouble, parseDouble, parseInteger } from './numbers.ts';
import { pickMembers } from './random.ts';
import { array, bulk, bulks, EMPTY, integer, NULL, NULL_ARRAY, RedisError, type Reply } from './reply.ts';
import { scanPage } from './scan.ts';
import { SortedSet, type Scored } from './sorted-set.ts';

/** Commands on the members of sorted sets (https://redis.io/docs/latest/commands/?group=sorted-set). */
export const sortedSetCommands: Command[] = [
	command('zadd -4 wmf 1 1 1', add),
	command('zincrby 4 wmf 1 1 1', increment),
	command('zrem -3 wf 1 1 1', removeMembers),
	command('zcard 2 rf 1 1 1', (call) => integer(membersOf(call).size)),
	command('zscore 3 rf 1 1 1', (call) => score(membersOf(call).get(call.word(2)))),
	command('zmscore -3 rf 1 1 1', (call) => {
		const members = membersOf(call);
		return array(call.rest(2).map((member) => score(members.get(member))));
	}),
	command('zrank -3 rf 1 1 1', (call) => rank(call, false)),
	command('zrevrank -3 rf 1 1 1', (call) => rank(call, true)),
	command('zscan -3 r 1 1 1', scan),
	command('zrandmember -2 r 1 1 1', randomMember)
];

export function membersOf(call: Call, at = 1): SortedSet {
	return call.db.findAs(call.word(at), 'zset')?.members ?? new SortedSet();
}

export function score(value: number | undefined): Reply {
	return value === undefined ? NULL : { kind: 'double', text: formatDouble(value) };
}

/** Members alone, or each with its score. */
export function scoredReply(items: Scored[], withScores: boolean): Reply {
	if (!withScores) return bulks(items.map(({ member }) => member));
	return { kind: 'pairs', entries: items.map((item) => [bulk(item.member), score(item.score)]) };
}

const ADD_OPTIONS = ['NX', 'XX', 'GT', 'LT', 'CH', 'INCR'];

function add(call: Call): Reply {
	const options = new Set<string>();
	let at = 2;
	for (; at < call.count && ADD_OPTIONS.includes(call.option(at)); at++) options.add(call.option(at));
	const pairs = call.rest(at);
	if (pairs.length === 0 || pairs.length % 2 === 1) throw syntaxError();
	if (options.has('NX') && options.has('XX')) {
		throw new RedisError('ERR XX and NX options at the same time are not compatible');
	}
	if ((options.has('GT') ? 1 : 0) + (options.has('LT') ? 1 : 0) + (options.has('NX') ? 1 : 0) > 1) {
		throw new RedisError('ERR GT, LT, and/or NX options at the same time are not compatible');
	}
	if (options.has('INCR') && pairs.length > 2) {
		throw new RedisError('ERR INCR option supports a single increment-element pair');
	}
	const scores = pairs.filter((_, i) => i % 2 === 0).map((text) => parseDouble(text));
	return addScores(
		call,
		options,
		scores,
		pairs.filter((_, i) => i % 2 === 1)
	);
}

function increment(call: Call): Reply {
	return addScores(call, new Set(['INCR']), [parseDouble(call.word(2))], [call.word(3)]);
}

function addScores(call: Call, options: Set<string>, scores: number[], members: string[]): Reply {
	const key = call.word(1);
	const isIncrement = options.has('INCR');
	if (!call.db.findAs(key, 'zset') && options.has('XX')) return isIncrement ? NULL : integer(0);
	const set = call.db.findAs(key, 'zset')?.members ?? new SortedSet();
	let [added, updated] = [0, 0];
	let result: number | undefined;
	for (const [i, member] of members.entries()) {
		const old = set.get(member);
		let value = scores[i] ?? 0;
		if (old === undefined ? options.has('XX') : options.has('NX')) continue;
		if (isIncrement) value += old ?? 0;
		if (value !== value) throw new RedisError('ERR resulting score is not a number (NaN)');
		if (old !== undefined && options.has('GT') && value <= old) continue;
		if (old !== undefined && options.has('LT') && value >= old) continue;
		result = value;
		if (old === undefined) added++;
		else if (old !== value) updated++;
		set.set(member, value);
	}
	if (added + updated > 0) {
		if (!call.db.find(key)) call.db.create(key, { type: 'zset', members: set });
		call.db.changed(key, isIncrement ? 'zincr' : 'zadd', 'z');
	}
	return isIncrement ? score(result) : integer(options.has('CH') ? added + updated : added);
}

function removeMembers(call: Call): Reply {
	const members = membersOf(call);
	const count = call.rest(2).filter((member) => members.delete(member)).length;
	if (count > 0) call.db.changed(call.word(1), 'zrem', 'z');
	return integer(count);
}

/** WITHSCORE came with Redis 7.2; clients know it, so it is here. */
function rank(call: Call, isReversed: boolean): Reply {
	const withScore = call.count === 4 && call.option(3) === 'WITHSCORE';
	if (call.count > 3 && !withScore) throw call.count > 4 ? call.wrongArity() : syntaxError();
	const members = membersOf(call);
	const place = members.rank(call.word(2));
	if (place === undefined) return withScore ? NULL_ARRAY : NULL;
	const shown = integer(isReversed ? members.size - 1 - place : place);
	return withScore ? array([shown, score(members.get(call.word(2)))]) : shown;
}

function scan(call: Call): Reply {
	const cursor = parseCursor(call.word(2));
	const { match, count } = scanOptions(call, 3);
	const members = membersOf(call);
	const names = members.ordered.map(({ member }) => member);
	const [next, page] = scanPage(names, cursor, names.length <= 128 ? 128 : count);
	const shown = page.filter((member) => matchesGlob(match, member));
	return array([
		bulk(next),
		bulks(shown.flatMap((member) => [member, formatDouble(members.get(member) ?? 0)]))
	]);
}

function randomMember(call: Call): Reply {
	const hasCount = call.count > 2;
	const count = hasCount ? parseInteger(call.word(2)) : 1;
	const withScores = call.count > 3;
	if (withScores && (call.count > 4 || call.option(3) !== 'WITHSCORES')) throw syntaxError();
	const members = membersOf(call);
	if (members.size === 0) return hasCount ? EMPTY : NULL;
	const names = members.ordered.map(({ member }) => member);
	const picked = pickMembers(names, count, call.server.context.random);
	if (!hasCount) return bulk(picked[0]);
	return scoredReply(
		picked.map((member) => ({ member, score: members.get(member) ?? 0 })),
		withScores
	);
}

/** A bound of scores: a number, `(` before it when the bound itself is out. */
export interface ScoreBound {
	value: number;
	isOpen: boolean;
}

export function parseScoreBound(text: string): ScoreBound {
	const isOpen = text.startsWith('(');
	const value = findDouble(isOpen ? text.slice(1) : text);
	if (value === undefined) throw new RedisError('ERR min or max is not a float');
	return { value, isOpen };
}
