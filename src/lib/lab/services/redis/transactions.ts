import { findCommand } from './commands.ts';
import { command, type Call, type Command } from './command.ts';
import { array, NULL_ARRAY, OK, RedisError, errorReply, type Reply } from './reply.ts';

/** MULTI, EXEC and WATCH: commands queued and run whole, unless a watched key has changed. */
export const transactionCommands: Command[] = [
	command('multi 1 sf', (call) => {
		if (call.session.transaction) throw new RedisError('ERR MULTI calls can not be nested');
		call.session.transaction = { commands: [], isSpoiled: false };
		return OK;
	}),
	command('discard 1 sf', (call) => {
		if (!call.session.transaction) throw new RedisError('ERR DISCARD without MULTI');
		call.session.transaction = null;
		call.session.watched.clear();
		return OK;
	}),
	command('exec 1 s', execute),
	command('watch -2 sf 1 -1 1', watch),
	command('unwatch 1 sf', (call) => (call.session.watched.clear(), OK))
];

function watch(call: Call): Reply {
	if (call.session.transaction) throw new RedisError('ERR WATCH inside MULTI is not allowed');
	for (const key of call.rest(1)) {
		call.db.entryOf(key);
		const name = `${call.session.database}/${key}`;
		if (!call.session.watched.has(name)) {
			call.session.watched.set(name, call.server.versionOf(call.session.database, key));
		}
	}
	return OK;
}

/** An expired key counts as changed, which the look at it brings about. */
function isDirty(call: Call): boolean {
	return [...call.session.watched].some(([name, version]) => {
		const slash = name.indexOf('/');
		const [database, key] = [Number(name.slice(0, slash)), name.slice(slash + 1)];
		call.server.databaseAt(database).entryOf(key);
		return call.server.versionOf(database, key) !== version;
	});
}

function execute(call: Call): Reply {
	const { session, server } = call;
	const transaction = session.transaction;
	if (!transaction) throw new RedisError('ERR EXEC without MULTI');
	const dirty = isDirty(call);
	session.transaction = null;
	session.watched.clear();
	if (transaction.isSpoiled) {
		throw new RedisError('EXECABORT Transaction discarded because of previous errors.');
	}
	if (dirty) return NULL_ARRAY;
	return server.grouped(() =>
		array(
			transaction.commands.map((words) => {
				const found = findCommand((words[0] ?? '').toLowerCase());
				return found ? server.run(session, found, words) : errorReply('ERR unknown command');
			})
		)
	);
}
