import type { Database } from './database.ts';
import { RedisError, type Reply } from './reply.ts';
import type { RedisServer } from './server.ts';
import type { RedisSession, Wait } from './session.ts';

/**
 * A command of the table. The arity counts the name; negative means "at least". Flags: w writes,
 * m may grow memory, r reads, f is fast, s is refused in scripts, b may block, p is about channels,
 * a is for administrators.
 */
export interface Command {
	name: string;
	arity: number;
	flags: string;
	keys: [first: number, last: number, step: number];
	run: (call: Call) => Reply;
}

/** A row of the table, written as COMMAND INFO prints it: name, arity, flags, first, last, step. */
export function command(row: string, run: (call: Call) => Reply): Command {
	const [name = '', arity, flags = '', first, last, step] = row.split(' ');
	const keys: Command['keys'] = [
		Number(first ?? 0),
		Number(last ?? first ?? 0),
		Number(step ?? (first ? 1 : 0))
	];
	return { name, arity: Number(arity), flags, keys, run };
}

/** One execution of a command: its words, and what it may touch. */
export class Call {
	readonly server: RedisServer;
	readonly session: RedisSession;
	readonly words: readonly string[];
	/** What a replica is told instead of the command itself, when that would not repeat the effect. */
	effects: string[][] | null = null;

	constructor(server: RedisServer, session: RedisSession, words: readonly string[]) {
		this.server = server;
		this.session = session;
		this.words = words;
	}

	get db(): Database {
		return this.server.databaseAt(this.session.database);
	}

	get count(): number {
		return this.words.length;
	}

	get now(): number {
		return this.server.now;
	}

	/** The word at a place; commands read only places their arity promises or that they have counted. */
	word(at: number): string {
		const word = this.words[at];
		if (word === undefined) throw new RedisError('ERR syntax error');
		return word;
	}

	/** The word in upper case, for options. */
	option(at: number): string {
		return this.word(at).toUpperCase();
	}

	rest(from: number): string[] {
		return this.words.slice(from);
	}

	wrongArity(): RedisError {
		return new RedisError(`ERR wrong number of arguments for '${this.word(0).toLowerCase()}' command`);
	}

	/** Tells replicas this instead of the command. May be called several times. */
	propagateAs(...words: string[]): void {
		(this.effects ??= []).push(words);
	}

	/** Waits for keys, or answers at once where nothing may wait: in transactions and scripts. */
	block(wait: Omit<Wait, 'database'>, refusal: Reply = wait.timedOut): Reply {
		if (this.server.mayNotBlock) return refusal;
		this.session.wait = { ...wait, database: this.session.database };
		this.server.waiting.add(this.session);
		return { kind: 'blocked', keys: wait.keys, timeoutMs: wait.timeoutMs };
	}
}

export function syntaxError(): RedisError {
	return new RedisError('ERR syntax error');
}
