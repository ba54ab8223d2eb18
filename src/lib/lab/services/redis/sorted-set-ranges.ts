import { command, syntaxError, type Call, type Command } from './command.ts';
import { indexRange } from './lists.ts';
import { parseInteger } from './numbers.ts';
import { EMPTY, integer, RedisError, type Reply } from './reply.ts';
import { SortedSet, type Scored } from './sorted-set.ts';
import { membersOf, parseScoreBound, scoredReply } from './sorted-sets.ts';

type By = 'rank' | 'score' | 'lex';

/** Ranges of sorted sets, in the form of Redis 6.2 and the older ones it replaced. */
export const sortedSetRangeCommands: Command[] = [
	command('zrange -4 r 1 1 1', (call) => answer(call, readRange(call, 1))),
	command('zrevrange -4 r 1 1 1', (call) => answer(call, readRange(call, 1, 'rank', true))),
	command('zrangebyscore -4 r 1 1 1', (call) => answer(call, readRange(call, 1, 'score'))),
	command('zrevrangebyscore -4 r 1 1 1', (call) => answer(call, readRange(call, 1, 'score', true))),
	command('zrangebylex -4 r 1 1 1', (call) => answer(call, readRange(call, 1, 'lex'))),
	command('zrevrangebylex -4 r 1 1 1', (call) => answer(call, readRange(call, 1, 'lex', true))),
	command('zrangestore -5 wm 1 2 1', storeRange),
	command('zcount 4 rf 1 1 1', (call) => count(call, 'score')),
	command('zlexcount 4 rf 1 1 1', (call) => count(call, 'lex')),
	command('zremrangebyrank 4 w 1 1 1', (call) => removeRange(call, 'rank')),
	command('zremrangebyscore 4 w 1 1 1', (call) => removeRange(call, 'score')),
	command('zremrangebylex 4 w 1 1 1', (call) => removeRange(call, 'lex'))
];

interface Range {
	keyAt: number;
	select: (members: SortedSet) => [number, number];
	isReversed: boolean;
	offset: number;
	limit: number;
	withScores: boolean;
}

/** The range after the key: bounds, then options where the form takes them. */
function readRange(call: Call, keyAt: number, fixedBy?: By, reversed = false): Range {
	let by: By = fixedBy ?? 'rank';
	let [isReversed, withScores, hasLimit] = [reversed, false, false];
	let [offset, limit] = [0, -1];
	for (let i = keyAt + 3; i < call.count; i++) {
		const name = call.option(i);
		if (name === 'WITHSCORES' && keyAt === 1) withScores = true;
		else if (name === 'LIMIT' && i + 2 < call.count) {
			[offset, limit, hasLimit] = [parseInteger(call.word(i + 1)), parseInteger(call.word(i + 2)), true];
			i += 2;
		} else if (fixedBy === undefined && name === 'REV') isReversed = true;
		else if (fixedBy === undefined && name === 'BYSCORE') by = 'score';
		else if (fixedBy === undefined && name === 'BYLEX') by = 'lex';
		else throw syntaxError();
	}
	if (hasLimit && limit !== -1 && by === 'rank') {
		throw new RedisError(
			'ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX'
		);
	}
	if (withScores && by === 'lex') {
		throw new RedisError('ERR syntax error, WITHSCORES not supported in combination with BYLEX');
	}
	const [first, second] = [call.word(keyAt + 1), call.word(keyAt + 2)];
	const select =
		by !== 'rank' && isReversed
			? selection(by, second, first, false)
			: selection(by, first, second, isReversed);
	if (by === 'rank') [offset, limit] = [0, -1];
	return { keyAt, select, isReversed, offset, limit, withScores };
}

/** Which indexes the bounds select: start, and the end after the last. */
function selection(by: By, min: string, max: string, fromEnd: boolean): Range['select'] {
	if (by === 'rank') {
		const [start, end] = [parseInteger(min), parseInteger(max)];
		return ({ size }) => {
			const [from, to] = indexRange(start, end, size);
			return fromEnd ? [size - to, size - from] : [from, to];
		};
	}
	if (by === 'score') {
		const [low, high] = [parseScoreBound(min), parseScoreBound(max)];
		return (members) => [
			members.lowerBound(({ score }) => (low.isOpen ? score <= low.value : score < low.value)),
			members.lowerBound(({ score }) => (high.isOpen ? score < high.value : score <= high.value))
		];
	}
	const [below, above] = [lexBound(min), lexBound(max)];
	return (members) => [
		members.lowerBound(({ member }) => below(member) < 0 || (below(member) === 0 && min[0] === '(')),
		members.lowerBound(({ member }) => above(member) < 0 || (above(member) === 0 && max[0] === '['))
	];
}

/** How a member compares with a bound: `[a`, `(a`, `-` or `+`. */
function lexBound(text: string): (member: string) => number {
	if (text === '-') return () => 1;
	if (text === '+') return () => -1;
	if (text[0] !== '[' && text[0] !== '(') throw new RedisError('ERR min or max not valid string range item');
	const bound = text.slice(1);
	return (member) => (member < bound ? -1 : member > bound ? 1 : 0);
}

function selected(call: Call, range: Range): Scored[] {
	const members = membersOf(call, range.keyAt);
	const items = members.ordered.slice(...clamp(range.select(members)));
	if (range.isReversed) items.reverse();
	if (range.offset < 0) return [];
	return items.slice(range.offset, range.limit < 0 ? undefined : range.offset + range.limit);
}

function clamp([start, end]: [number, number]): [number, number] {
	return [start, Math.max(start, end)];
}

function answer(call: Call, range: Range): Reply {
	const items = selected(call, range);
	return items.length === 0 ? EMPTY : scoredReply(items, range.withScores);
}

function storeRange(call: Call): Reply {
	const items = selected(call, readRange(call, 2));
	return storeScored(
		call,
		call.word(1),
		'zrangestore',
		new SortedSet(items.map((item) => [item.member, item.score]))
	);
}

/** Puts a result in the place of a key; an empty one deletes it. */
export function storeScored(call: Call, key: string, event: string, members: SortedSet): Reply {
	if (members.size > 0) {
		call.db.put(key, { type: 'zset', members });
		call.db.changed(key, event, 'z');
	} else if (call.db.delete(key)) call.db.changed(key, 'del', 'g');
	return integer(members.size);
}

function count(call: Call, by: By): Reply {
	const select = selection(by, call.word(2), call.word(3), false);
	const [start, end] = clamp(select(membersOf(call)));
	return integer(end - start);
}

function removeRange(call: Call, by: By): Reply {
	const select = selection(by, call.word(2), call.word(3), false);
	const members = membersOf(call);
	const going = members.ordered.slice(...clamp(select(members)));
	for (const { member } of going) members.delete(member);
	if (going.length > 0) call.db.changed(call.word(1), `zremrangeby${by}`, 'z');
	return integer(going.length);
}
