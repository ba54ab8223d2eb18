import { allCommands, findCommand } from './commands.ts';
import { command, type Call, type Command } from './command.ts';
import { REDIS_VERSION } from './connection.ts';
import { matchesGlob } from './glob.ts';
import { parseInteger } from './numbers.ts';
import { array, bulk, bulks, integer, map, NULL_ARRAY, OK, RedisError, simple, type Reply } from './reply.ts';

const POLICIES =
	'noeviction allkeys-lru volatile-lru allkeys-lfu volatile-lfu allkeys-random volatile-random volatile-ttl';

/** What a client asks a server about itself. */
export const administrationCommands: Command[] = [
	command('config -2 as', configure),
	command('info -1 ', info),
	command('command -1 ', describeCommands),
	command('time 1 f', (call) => {
		return bulks([String(Math.floor(call.now / 1000)), String((call.now % 1000) * 1000)]);
	}),
	command('role 1 sf', role),
	command('wait 3 s', wait),
	command('lastsave 1 f', () => integer(0))
];

function configure(call: Call): Reply {
	const { config } = call.server;
	if (call.option(1) === 'GET') {
		const patterns = call.rest(2).map((word) => word.toLowerCase());
		const found = [...config].filter(([name]) => patterns.some((pattern) => matchesGlob(pattern, name)));
		return map(found.map(([name, value]) => [name, bulk(value)]));
	}
	if (call.option(1) === 'RESETSTAT') return OK;
	if (call.option(1) !== 'SET')
		throw new RedisError(`ERR unknown subcommand '${call.word(1)}'. Try CONFIG HELP.`);
	if (call.count < 4 || call.count % 2 === 1)
		throw new RedisError("ERR wrong number of arguments for 'config|set' command");
	for (let i = 2; i < call.count; i += 2) setParameter(call, call.word(i).toLowerCase(), call.word(i + 1));
	return OK;
}

function setParameter(call: Call, name: string, value: string): void {
	const { server } = call;
	if (!server.config.has(name)) {
		throw new RedisError(`ERR Unknown option or number of arguments for CONFIG SET - '${name}'`);
	}
	const refuse = (why: string) =>
		new RedisError(`ERR CONFIG SET failed (possibly related to argument '${name}') - ${why}`);
	if (name === 'maxmemory') {
		server.config.set(name, String(bytesFrom(value) ?? -1));
		if (bytesFrom(value) === null) throw refuse('argument must be a memory value');
		server.recountMemory();
		return;
	}
	if (name === 'maxmemory-policy' && !POLICIES.split(' ').includes(value)) {
		throw refuse(`argument(s) must be one of the following: ${POLICIES.split(' ').join(', ')}`);
	}
	if (name === 'notify-keyspace-events') {
		if (/[^Ag$lshzxeKEtmdn]/.test(value)) {
			throw refuse("Invalid event class character. Use 'Ag$lshzxeKEtmdn'.");
		}
		server.config.set(name, eventClasses(value));
		return;
	}
	server.config.set(name, value);
}

/** In the order in which Redis writes them (keyspaceEventsFlagsToString). */
function eventClasses(given: string): string {
	const all = [...'g$lshzxetd'];
	const kinds = given.includes('A') || all.every((kind) => given.includes(kind)) ? 'A' : '';
	const single = kinds === '' ? all : [];
	return kinds + [...single, 'n', 'K', 'E', 'm'].filter((kind) => given.includes(kind)).join('');
}

function bytesFrom(text: string): number | null {
	const match = /^(\d+)(b|k|kb|m|mb|g|gb)?$/i.exec(text);
	if (!match) return null;
	const units: Record<string, number> = { k: 1e3, kb: 1024, m: 1e6, mb: 1024 ** 2, g: 1e9, gb: 1024 ** 3 };
	return Number(match[1]) * (units[(match[2] ?? 'b').toLowerCase()] ?? 1);
}

function info(call: Call): Reply {
	const { server } = call;
	const sections: Record<string, Record<string, string | number>> = {
		Server: { redis_version: REDIS_VERSION, redis_mode: 'standalone', arch_bits: 64 },
		Clients: { connected_clients: server.sessions.size, blocked_clients: server.waiting.size },
		Memory: {
			used_memory: server.countsMemory ? server.usedBytes : server.recountMemory(),
			maxmemory: server.config.get('maxmemory') ?? '0',
			maxmemory_policy: server.config.get('maxmemory-policy') ?? ''
		},
		Persistence: { loading: 0, rdb_bgsave_in_progress: 0, aof_enabled: 0 },
		Stats: {
			total_commands_processed: server.commandCount,
			expired_keys: server.expiredCount,
			evicted_keys: server.evictedCount
		},
		Replication: {
			role: server.isReplica ? 'slave' : 'master',
			connected_slaves: server.replication.replicas.length,
			master_repl_offset: server.offset
		},
		Keyspace: Object.fromEntries(
			server.databases
				.filter(({ entries }) => entries.size > 0)
				.map(({ index, entries }) => {
					const expires = [...entries.values()].filter(({ expiresAt }) => expiresAt !== null).length;
					return [`db${index}`, `keys=${entries.size},expires=${expires},avg_ttl=0`];
				})
		)
	};
	const wanted = call.rest(1).map((word) => word.toLowerCase());
	const isWanted = (name: string) =>
		wanted.length === 0 ||
		wanted.some((word) => ['all', 'default', 'everything', name.toLowerCase()].includes(word));
	const shown = Object.entries(sections).filter(([name]) => isWanted(name));
	const lines = (facts: Record<string, string | number>) =>
		Object.entries(facts).map(([name, value]) => `${name}:${value}\r\n`);
	return bulk(shown.map(([name, facts]) => `# ${name}\r\n${lines(facts).join('')}`).join('\r\n'));
}

function describeCommands(call: Call): Reply {
	const describe = ({ name, arity, flags, keys }: Command) =>
		array([
			bulk(name),
			integer(arity),
			array(flagNames(flags)),
			...keys.map(integer),
			array([]),
			array([]),
			array([]),
			array([])
		]);
	switch (call.words[1]?.toUpperCase()) {
		case undefined:
			return array(allCommands().map(describe));
		case 'COUNT':
			return integer(allCommands().length);
		case 'DOCS':
			return map([]);
		case 'INFO':
			return array(
				call.rest(2).map((name) => {
					const found = findCommand(name.toLowerCase());
					return found ? describe(found) : NULL_ARRAY;
				})
			);
		default:
			throw new RedisError(`ERR unknown subcommand '${call.word(1)}'. Try COMMAND HELP.`);
	}
}

const FLAG_NAMES: Record<string, string> = {
	w: 'write',
	m: 'denyoom',
	r: 'readonly',
	f: 'fast',
	s: 'noscript',
	b: 'blocking',
	p: 'pubsub',
	a: 'admin'
};

function flagNames(flags: string): Reply[] {
	return [...flags].map((flag) => simple(FLAG_NAMES[flag] ?? flag));
}

function role(call: Call): Reply {
	const { replication, offset } = call.server;
	const { primary, replicas } = replication;
	if (primary)
		return array([
			...[bulk('slave'), bulk(primary.host), integer(primary.port), bulk(primary.state)],
			integer(primary.state === 'connected' ? offset : -1)
		]);
	const listed = replicas.map((each) => bulks([each.host, String(each.port), String(each.offset)]));
	return array([bulk('master'), integer(offset), array(listed)]);
}

/**
 * WAIT answers how many replicas have the writes. The node knows what they acknowledged: with replicas it
 * wakes the session, by `timeOut` or by answering itself.
 */
function wait(call: Call): Reply {
	const wanted = parseInteger(call.word(1));
	const timeoutMs = parseInteger(call.word(2), 'ERR timeout is not an integer or out of range');
	if (timeoutMs < 0) throw new RedisError('ERR timeout is negative');
	if (wanted <= 0 || call.server.isReplica || call.server.replication.replicas.length === 0)
		return integer(0);
	return call.block({ keys: [], timeoutMs, type: 'replicas', attempt: () => null, timedOut: integer(0) });
}
