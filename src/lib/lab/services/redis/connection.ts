import { command, type Call, type Command } from './command.ts';
import { parseInteger } from './numbers.ts';
import { array, bulk, bulks, integer, map, NULL, OK, RedisError, simple, type Reply } from './reply.ts';

export const REDIS_VERSION = '7.0.15';

/** Commands about the connection itself. */
export const connectionCommands: Command[] = [
	command('ping -1 f', ping),
	command('echo 2 f', (call) => bulk(call.word(1))),
	command('select 2 f', select),
	command('quit -1 sf', (call) => ((call.session.isClosed = true), OK)),
	command('reset 1 sf', reset),
	command('auth -2 sf', (call) => authenticate(call, call.word(call.count - 1))),
	command('hello -1 sf', hello),
	command('client -2 ', client)
];

function ping(call: Call): Reply {
	if (call.count > 2) throw call.wrongArity();
	const isListening = call.session.protocol === 2 && call.session.subscriptionCount > 0;
	if (isListening) return bulks(['pong', call.words[1] ?? '']);
	return call.count === 2 ? bulk(call.word(1)) : simple('PONG');
}

function select(call: Call): Reply {
	const index = parseInteger(call.word(1));
	call.server.databaseAt(index);
	call.session.database = index;
	return OK;
}

function reset(call: Call): Reply {
	const { session } = call;
	session.transaction = null;
	for (const set of [session.watched, session.channels, session.patterns, session.shardChannels]) set.clear();
	Object.assign(session, { database: 0, protocol: 2, name: '' });
	return simple('RESET');
}

function authenticate(call: Call, password: string): Reply {
	const wanted = call.server.config.get('requirepass');
	if (wanted === '' && call.count === 2) {
		throw new RedisError(
			'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?'
		);
	}
	if (wanted !== '' && password !== wanted) {
		throw new RedisError('WRONGPASS invalid username-password pair or user is disabled.');
	}
	call.session.isAuthenticated = true;
	return OK;
}

function hello(call: Call): Reply {
	const { session, server } = call;
	let protocol: 2 | 3 = session.protocol;
	if (call.count > 1) {
		const version = parseInteger(call.word(1), 'ERR Protocol version is not an integer or out of range');
		if (version !== 2 && version !== 3) throw new RedisError('NOPROTO unsupported protocol version');
		protocol = version;
	}
	for (let i = 2; i < call.count; i++) {
		if (call.option(i) === 'AUTH' && i + 2 < call.count) authenticate(call, call.word((i += 2)));
		else if (call.option(i) === 'SETNAME' && i + 1 < call.count) session.name = call.word(++i);
		else throw new RedisError(`ERR Syntax error in HELLO option '${call.word(i)}'`);
	}
	if (!session.isAuthenticated) {
		throw new RedisError(
			'NOAUTH HELLO must be called with the client already authenticated, otherwise the HELLO <proto> AUTH <user> <pass> option can be used to authenticate the client and select the RESP protocol version at the same time'
		);
	}
	session.protocol = protocol;
	return map([
		['server', bulk('redis')],
		['version', bulk(REDIS_VERSION)],
		['proto', integer(protocol)],
		['id', integer(session.id)],
		['mode', bulk('standalone')],
		['role', bulk(server.isReplica ? 'replica' : 'master')],
		['modules', array([])]
	]);
}

function client(call: Call): Reply {
	const { session, server } = call;
	const describe = ({ id, name, database }: typeof session) => `id=${id} name=${name} db=${database}\n`;
	switch (call.option(1)) {
		case 'ID':
			return integer(session.id);
		case 'GETNAME':
			return session.name === '' ? NULL : bulk(session.name);
		case 'SETNAME':
			if (/[^!-~]/.test(call.word(2))) {
				throw new RedisError('ERR Client names cannot contain spaces, newlines or special characters.');
			}
			session.name = call.word(2);
			return OK;
		case 'SETINFO':
		case 'NO-EVICT':
			return OK;
		case 'INFO':
			return bulk(describe(session));
		case 'LIST':
			return bulk([...server.sessions.values()].map(describe).join(''));
		case 'KILL': {
			const id = call.option(2) === 'ID' ? parseInteger(call.word(3)) : -1;
			const victim = server.sessions.get(id);
			if (victim) server.disconnect(victim);
			return integer(victim ? 1 : 0);
		}
		default:
			throw new RedisError(`ERR unknown subcommand '${call.word(1)}'. Try CLIENT HELP.`);
	}
}
