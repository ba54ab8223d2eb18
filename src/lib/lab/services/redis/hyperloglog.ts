import { command, type Call, type Command } from './command.ts';
import { integer, OK, RedisError, type Reply } from './reply.ts';

const MAGIC = 'HYLL';

/**
 * PFADD, PFCOUNT, PFMERGE. The lab keeps the elements themselves and so counts exactly; real Redis keeps
 * 12 KiB and errs by 0.81 %. The value is a string here too, though not in Redis' own format.
 */
export const hyperLogLogCommands: Command[] = [
	command('pfadd -2 wmf 1 1 1', add),
	command('pfcount -2 r 1 -1 1', (call) => integer(union(call, call.rest(1)).size)),
	command('pfmerge -2 wm 1 -1 1', merge)
];

function elementsOf(call: Call, key: string): Set<string> | undefined {
	const text = call.db.findText(key);
	if (text === undefined) return undefined;
	if (!text.startsWith(MAGIC)) throw new RedisError('WRONGTYPE Key is not a valid HyperLogLog string value.');
	const elements: unknown = JSON.parse(text.slice(MAGIC.length));
	return new Set(Array.isArray(elements) ? elements.map(String) : []);
}

function union(call: Call, keys: string[]): Set<string> {
	return new Set(keys.flatMap((key) => [...(elementsOf(call, key) ?? [])]));
}

function store(call: Call, elements: Set<string>): void {
	call.db.put(
		call.word(1),
		{ type: 'string', text: MAGIC + JSON.stringify([...elements]), isRaw: true },
		true
	);
	call.db.changed(call.word(1), 'pfadd', '$');
}

function add(call: Call): Reply {
	const known = elementsOf(call, call.word(1));
	const elements = new Set([...(known ?? []), ...call.rest(2)]);
	if (known && known.size === elements.size) return integer(0);
	store(call, elements);
	return integer(1);
}

function merge(call: Call): Reply {
	store(call, union(call, call.rest(1)));
	return OK;
}
