import { command, syntaxError, type Call, type Command } from './command.ts';
import { matchesGlob } from './glob.ts';
import { parseCursor, scanOptions } from './keys.ts';
import { isIntegerText, parseInteger } from './numbers.ts';
import { pickMembers } from './random.ts';
import { array, bulk, bulks, EMPTY, integer, NULL, RedisError, setOf, type Reply } from './reply.ts';
import { scanPage } from './scan.ts';

/** Commands on sets (https://redis.io/docs/latest/commands/?group=set). */
export const setCommands: Command[] = [
	command('sadd -3 wmf 1 1 1', addMembers),
	command('srem -3 wf 1 1 1', removeMembers),
	command('smove 4 wf 1 2 1', moveMember),
	command('sismember 3 rf 1 1 1', (call) => integer(membersOf(call).has(call.word(2)) ? 1 : 0)),
	command('smismember -3 rf 1 1 1', (call) => {
		const members = membersOf(call);
		return array(call.rest(2).map((member) => integer(members.has(member) ? 1 : 0)));
	}),
	command('scard 2 rf 1 1 1', (call) => integer(membersOf(call).size)),
	command('smembers 2 r 1 1 1', (call) => setOf(membersOf(call))),
	command('sinter -2 r 1 -1 1', (call) => setOf(intersection(setsAt(call, 1)))),
	command('sunion -2 r 1 -1 1', (call) => setOf(union(setsAt(call, 1)))),
	command('sdiff -2 r 1 -1 1', (call) => setOf(difference(setsAt(call, 1)))),
	command('sinterstore -3 wm 1 -1 1', (call) => store(call, 'sinterstore', intersection(setsAt(call, 2)))),
	command('sunionstore -3 wm 1 -1 1', (call) => store(call, 'sunionstore', union(setsAt(call, 2)))),
	command('sdiffstore -3 wm 1 -1 1', (call) => store(call, 'sdiffstore', difference(setsAt(call, 2)))),
	command('sintercard -3 r', intersectionSize),
	command('spop -2 wf 1 1 1', pop),
	command('srandmember -2 r 1 1 1', randomMember),
	command('sscan -3 r 1 1 1', scan)
];

type Members = ReadonlySet<string>;
const NONE: Members = new Set();

function membersOf(call: Call, at = 1): Members {
	return call.db.findAs(call.word(at), 'set')?.members ?? NONE;
}

function setsAt(call: Call, from: number, to = call.count): Members[] {
	const sets: Members[] = [];
	for (let i = from; i < to; i++) sets.push(membersOf(call, i));
	return sets;
}

function intersection([first = NONE, ...others]: Members[]): Set<string> {
	return new Set([...first].filter((member) => others.every((other) => other.has(member))));
}

function union(sets: Members[]): Set<string> {
	return new Set(sets.flatMap((members) => [...members]));
}

function difference([first = NONE, ...others]: Members[]): Set<string> {
	return new Set([...first].filter((member) => !others.some((other) => other.has(member))));
}

function store(call: Call, event: string, members: Set<string>): Reply {
	const target = call.word(1);
	if (members.size > 0) {
		call.db.put(target, {
			type: 'set',
			members,
			hasText: [...members].some((member) => !isIntegerText(member))
		});
		call.db.changed(target, event, 's');
	} else if (call.db.delete(target)) call.db.changed(target, 'del', 'g');
	return integer(members.size);
}

function addMembers(call: Call): Reply {
	const set = call.db.set(call.word(1));
	const before = set.members.size;
	for (let i = 2; i < call.count; i++) {
		set.members.add(call.word(i));
		if (!isIntegerText(call.word(i))) set.hasText = true;
	}
	const added = set.members.size - before;
	if (added > 0) call.db.changed(call.word(1), 'sadd', 's');
	return integer(added);
}

function removeMembers(call: Call): Reply {
	const members = call.db.findAs(call.word(1), 'set')?.members;
	const count = call.rest(2).filter((member) => members?.delete(member)).length;
	if (count > 0) call.db.changed(call.word(1), 'srem', 's');
	return integer(count);
}

function moveMember(call: Call): Reply {
	const [from, to, member] = [call.word(1), call.word(2), call.word(3)];
	const source = call.db.findAs(from, 'set');
	if (!source) return integer(0);
	const target = call.db.findAs(to, 'set');
	if (from === to) return integer(source.members.has(member) ? 1 : 0);
	if (!source.members.delete(member)) return integer(0);
	call.db.changed(from, 'srem', 's');
	const set = target ?? call.db.set(to);
	if (!isIntegerText(member)) set.hasText = true;
	const isNew = !set.members.has(member);
	set.members.add(member);
	if (isNew) call.db.changed(to, 'sadd', 's');
	return integer(1);
}

function intersectionSize(call: Call): Reply {
	const count = parseInteger(call.word(1), 'ERR numkeys should be greater than 0');
	if (count < 1) throw new RedisError('ERR numkeys should be greater than 0');
	if (count > call.count - 2) throw new RedisError("ERR Number of keys can't be greater than number of args");
	let limit = 0;
	for (let i = 2 + count; i < call.count; i += 2) {
		if (call.option(i) !== 'LIMIT' || i + 1 >= call.count) throw syntaxError();
		limit = parseInteger(call.word(i + 1), "ERR LIMIT can't be negative");
		if (limit < 0) throw new RedisError("ERR LIMIT can't be negative");
	}
	const { size } = intersection(setsAt(call, 2, 2 + count));
	return integer(limit > 0 ? Math.min(limit, size) : size);
}

function pop(call: Call): Reply {
	if (call.count > 3) throw syntaxError();
	const hasCount = call.count === 3;
	const refusal = 'ERR value is out of range, must be positive';
	const count = hasCount ? parseInteger(call.word(2), refusal) : 1;
	if (count < 0) throw new RedisError(refusal);
	const key = call.word(1);
	const members = call.db.findAs(key, 'set')?.members;
	if (!members) return hasCount ? { kind: 'set', items: [] } : NULL;
	const picked = pickMembers([...members], count, call.server.context.random);
	if (picked.length > 0) {
		for (const member of picked) members.delete(member);
		call.propagateAs('SREM', key, ...picked);
		call.db.changed(key, 'spop', 's');
	}
	return hasCount ? setOf(picked) : bulk(picked[0]);
}

function randomMember(call: Call): Reply {
	if (call.count > 3) throw syntaxError();
	const count = call.count === 3 ? parseInteger(call.word(2)) : 1;
	const members = [...membersOf(call)];
	if (members.length === 0) return call.count === 3 ? EMPTY : NULL;
	const picked = pickMembers(members, count, call.server.context.random);
	return call.count === 3 ? bulks(picked) : bulk(picked[0]);
}

function scan(call: Call): Reply {
	const cursor = parseCursor(call.word(2));
	const { match, count } = scanOptions(call, 3);
	const members = membersOf(call);
	const [next, page] = scanPage(members, cursor, members.size <= 512 ? 512 : count);
	return array([bulk(next), bulks(page.filter((member) => matchesGlob(match, member)))]);
}
