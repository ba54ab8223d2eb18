import { findCommand } from './commands.ts';
import { command, type Call, type Command } from './command.ts';
import { runLua } from './lua/evaluator.ts';
import { LuaSyntaxError } from './lua/lexer.ts';
import { libraryGlobals } from './lua/library.ts';
import { parseLua } from './lua/parser.ts';
import { LuaError, LuaTable, textOf, type LuaFunction, type LuaValue } from './lua/values.ts';
import { parseInteger } from './numbers.ts';
import {
	array,
	bulk,
	errorReply,
	integer,
	NULL,
	OK,
	RedisError,
	simple,
	toResp2,
	type Reply
} from './reply.ts';

/** Lua scripts, atomic because nothing else runs meanwhile (https://redis.io/docs/latest/develop/programmability/lua-api/). */
export const scriptingCommands: Command[] = [
	command('eval -3 s', (call) => evaluate(call, call.word(1))),
	command('evalsha -3 s', (call) => {
		const source = call.server.scripts.get(call.word(1).toLowerCase());
		if (source === undefined) throw new RedisError('NOSCRIPT No matching script. Please use EVAL.');
		return evaluate(call, source);
	}),
	command('script -2 s', script)
];

export interface CompiledScript {
	program: ReturnType<typeof parseLua>;
	sha: string;
}

function script(call: Call): Reply {
	const { scripts } = call.server;
	switch (call.option(1)) {
		case 'LOAD': {
			const { sha } = compile(call, call.word(2));
			scripts.set(sha, call.word(2));
			return bulk(sha);
		}
		case 'EXISTS':
			return array(call.rest(2).map((sha) => integer(scripts.has(sha.toLowerCase()) ? 1 : 0)));
		case 'FLUSH':
			scripts.clear();
			return OK;
		default:
			throw new RedisError(`ERR unknown subcommand '${call.word(1)}'. Try SCRIPT HELP.`);
	}
}

/** Each script is read once, however often it runs. */
function compile({ server }: Call, source: string): CompiledScript {
	const known = server.compiled.get(source);
	if (known) return known;
	try {
		const compiled = { program: parseLua(source), sha: server.context.sha1(source) };
		server.compiled.set(source, compiled);
		return compiled;
	} catch (error) {
		if (!(error instanceof LuaSyntaxError)) throw error;
		throw new RedisError(`ERR Error compiling script (new function): ${error.message}`);
	}
}

function evaluate(call: Call, source: string): Reply {
	const keyCount = parseInteger(call.word(2));
	if (keyCount > call.count - 3)
		throw new RedisError("ERR Number of keys can't be greater than number of args");
	if (keyCount < 0) throw new RedisError("ERR Number of keys can't be negative");
	const { program, sha } = compile(call, source);
	call.server.scripts.set(sha, source);
	const { globals, strings } = libraryGlobals(call.server.context.random);
	globals.set('KEYS', LuaTable.of(call.rest(3).slice(0, keyCount)));
	globals.set('ARGV', LuaTable.of(call.rest(3 + keyCount)));
	globals.set('redis', redisTable(call));
	const database = call.session.database;
	return call.server.grouped(() => {
		try {
			return replyFrom(runLua(program, globals, strings)[0] ?? null);
		} catch (error) {
			return errorReply(scriptError(error, sha));
		} finally {
			call.session.database = database;
		}
	});
}

function scriptError(error: unknown, sha: string): string {
	if (error instanceof RangeError) return `ERR ${error.message}`;
	if (!(error instanceof LuaError)) throw error;
	const text =
		error.value instanceof LuaTable ? textOf(error.value.get('err')) : `ERR ${textOf(error.value)}`;
	return `${text} script: ${sha}, on @user_script:1.`;
}

function redisTable(call: Call): LuaTable {
	const named =
		(field: string): LuaFunction =>
		([text]) => {
			const shown = textOf(text);
			return [
				LuaTable.from({
					[field]: field === 'err' && !/^-?\S+ /.test(shown) ? `ERR ${shown}` : shown.replace(/^-/, '')
				})
			];
		};
	const run =
		(raises: boolean): LuaFunction =>
		(args) => {
			const reply = runCommand(call, args);
			if (raises && reply.kind === 'error') throw new LuaError(luaFrom(reply));
			return [luaFrom(toResp2(reply))];
		};
	return LuaTable.from({
		call: run(true),
		pcall: run(false),
		error_reply: named('err'),
		status_reply: named('ok'),
		sha1hex: ([text]) => [call.server.context.sha1(textOf(text))],
		log: () => [],
		setresp: () => [],
		replicate_commands: () => [true],
		LOG_DEBUG: 0,
		LOG_VERBOSE: 1,
		LOG_NOTICE: 2,
		LOG_WARNING: 3
	});
}

function runCommand(call: Call, args: LuaValue[]): Reply {
	if (args.length === 0)
		return errorReply('ERR Please specify at least one argument for this redis.call() call');
	if (args.some((arg) => typeof arg !== 'string' && typeof arg !== 'number')) {
		return errorReply('ERR Lua redis lib command arguments must be strings or integers');
	}
	const words = args.map((arg) =>
		typeof arg === 'number' && Number.isInteger(arg) ? String(arg) : textOf(arg)
	);
	const found = findCommand((words[0] ?? '').toLowerCase());
	if (!found) return errorReply('ERR Unknown Redis command called from script');
	if (found.arity > 0 ? words.length !== found.arity : words.length < -found.arity) {
		return errorReply('ERR Wrong number of args calling Redis command from script');
	}
	if (found.flags.includes('s') && !found.flags.includes('b')) {
		return errorReply('ERR This Redis command is not allowed from script');
	}
	if (call.server.isReplica && found.flags.includes('w'))
		return errorReply("READONLY You can't write against a read only replica.");
	return call.server.run(call.session, found, words);
}

/** Redis' table of conversions, from RESP2. */
function luaFrom(reply: Reply): LuaValue {
	switch (reply.kind) {
		case 'integer':
			return Number(reply.value);
		case 'bulk':
			return reply.text;
		case 'simple':
			return LuaTable.from({ ok: reply.text });
		case 'error':
			return LuaTable.from({ err: reply.text });
		case 'array':
			return LuaTable.of(reply.items.map(luaFrom));
		default:
			return false;
	}
}

/** And back: numbers lose their fraction, an array ends at the first nil, true is 1. */
function replyFrom(value: LuaValue): Reply {
	if (typeof value === 'number') return integer(Math.trunc(value));
	if (typeof value === 'string') return bulk(value);
	if (value === true) return integer(1);
	if (!(value instanceof LuaTable)) return NULL;
	const [err, ok] = [value.get('err'), value.get('ok')];
	if (typeof err === 'string') return errorReply(err);
	if (typeof ok === 'string') return simple(ok);
	const items: Reply[] = [];
	for (let i = 1; value.get(i) !== null; i++) items.push(replyFrom(value.get(i)));
	return array(items);
}
