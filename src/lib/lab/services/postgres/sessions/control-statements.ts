import type { Token } from './lexer.ts';
import { lockModeWritten, type LockMode } from './lock-modes.ts';
import { isolationNamed } from './settings.ts';
import { notInThisModel, syntaxError } from './sql-error.ts';
import type { Isolation } from './transactions.ts';

export interface TransactionOptions {
	isolation: Isolation | null;
	isReadOnly: boolean | null;
}

/** Statements about transactions, sessions and locks, which the parser behind this reads not or in part. */
export type Control =
	| { kind: 'begin'; tag: 'BEGIN' | 'START TRANSACTION'; options: TransactionOptions }
	| { kind: 'commit' }
	| { kind: 'rollback' }
	| { kind: 'savepoint' | 'rollback to' | 'release'; name: string }
	| { kind: 'set transaction'; options: TransactionOptions; forSession: boolean }
	| { kind: 'set'; name: string; value: string | null; isLocal: boolean; tag: 'SET' | 'RESET' }
	| { kind: 'show'; name: string }
	| { kind: 'lock'; tables: string[]; mode: LockMode; mayWait: boolean }
	| { kind: 'vacuum'; tables: string[]; isVerbose: boolean; isFull: boolean }
	| { kind: 'listen'; channel: string }
	| { kind: 'unlisten'; channel: string | null }
	| { kind: 'notify'; channel: string; payload: string };

/** Null when it is not one of them. */
export function parseControl(tokens: readonly Token[]): Control | null {
	const words = new Words(tokens);
	const first = words.next();
	switch (first) {
		case 'begin':
			words.skip('work', 'transaction');
			return { kind: 'begin', tag: 'BEGIN', options: transactionOptions(words) };
		case 'start':
			words.expect('transaction');
			return { kind: 'begin', tag: 'START TRANSACTION', options: transactionOptions(words) };
		case 'commit':
		case 'end':
			words.skip('work', 'transaction');
			refuseChain(words);
			return words.ended({ kind: 'commit' });
		case 'rollback':
		case 'abort':
			words.skip('work', 'transaction');
			if (words.takes('to')) {
				words.skip('savepoint');
				return words.ended({ kind: 'rollback to', name: words.name() });
			}
			refuseChain(words);
			return words.ended({ kind: 'rollback' });
		case 'savepoint':
			return words.ended({ kind: 'savepoint', name: words.name() });
		case 'release':
			words.skip('savepoint');
			return words.ended({ kind: 'release', name: words.name() });
		case 'set':
			return setStatement(words);
		case 'reset':
			return words.ended({ kind: 'set', name: words.name(), value: null, isLocal: false, tag: 'RESET' });
		case 'show':
			if (words.takes('transaction')) {
				words.expect('isolation');
				words.expect('level');
				return words.ended({ kind: 'show', name: 'transaction_isolation' });
			}
			return words.ended({ kind: 'show', name: words.name() });
		case 'lock':
			return lockStatement(words);
		case 'vacuum':
			return vacuumStatement(words);
		case 'listen':
			return words.ended({ kind: 'listen', channel: words.name() });
		case 'unlisten':
			return words.ended({ kind: 'unlisten', channel: words.takes('*') ? null : words.name() });
		case 'notify': {
			const channel = words.name();
			const payload = words.takes(',') ? words.name() : '';
			return words.ended({ kind: 'notify', channel, payload });
		}
		default:
			return null;
	}
}

function refuseChain(words: Words): void {
	if (words.peek() === 'and') throw notInThisModel('AND CHAIN');
	if (words.peek() === 'prepared') throw notInThisModel('a prepared transaction');
}

function transactionOptions(words: Words): TransactionOptions {
	const options: TransactionOptions = { isolation: null, isReadOnly: null };
	while (!words.isAtEnd()) {
		if (words.takes('isolation')) {
			words.expect('level');
			const word = words.name();
			options.isolation = isolationNamed(word === 'serializable' ? word : `${word} ${words.name()}`);
		} else if (words.takes('read')) {
			options.isReadOnly = words.takes('only');
			if (!options.isReadOnly) words.expect('write');
		} else if (words.peek() === 'deferrable') {
			throw notInThisModel('DEFERRABLE');
		} else if (words.takes('not')) words.expect('deferrable');
		else if (!words.takes(',')) throw syntaxError(words.peek());
	}
	return options;
}

function setStatement(words: Words): Control {
	const isLocal = words.takes('local');
	const isSession = !isLocal && words.takes('session');
	if (words.takes('transaction')) {
		return { kind: 'set transaction', options: transactionOptions(words), forSession: false };
	}
	if (isSession && words.takes('characteristics')) {
		words.expect('as');
		words.expect('transaction');
		return { kind: 'set transaction', options: transactionOptions(words), forSession: true };
	}
	if (words.takes('time')) {
		words.expect('zone');
		return { kind: 'set', name: 'timezone', value: words.rest(), isLocal, tag: 'SET' };
	}
	const name = words.name();
	if (!words.takes('=')) words.expect('to');
	if (name === 'transaction_isolation') {
		const options = { isolation: isolationNamed(words.rest()), isReadOnly: null };
		return { kind: 'set transaction', options, forSession: false };
	}
	const value = words.takes('default') ? null : words.rest();
	return { kind: 'set', name, value, isLocal, tag: 'SET' };
}

function lockStatement(words: Words): Control {
	words.skip('table');
	words.skip('only');
	const tables = words.names();
	let mode: LockMode | null = 'AccessExclusiveLock';
	if (words.takes('in')) {
		const written: string[] = [];
		while (!words.isAtEnd() && words.peek() !== 'mode') written.push(words.name());
		words.expect('mode');
		mode = lockModeWritten(written.join(' '));
		if (mode === null) throw syntaxError(written[0] ?? 'mode');
	}
	const mayWait = !words.takes('nowait');
	return words.ended({ kind: 'lock', tables, mode, mayWait });
}

function vacuumStatement(words: Words): Control {
	const options = new Set<string>();
	const known = ['full', 'freeze', 'verbose', 'analyze'];
	if (words.takes('(')) {
		do options.add(words.name());
		while (words.takes(','));
		words.expect(')');
	} else for (const word of known) if (words.takes(word)) options.add(word);
	const other = [...options].find((option) => !known.includes(option) || option === 'freeze');
	if (other !== undefined) throw notInThisModel(`VACUUM (${other.toUpperCase()})`);
	const tables = words.isAtEnd() ? [] : words.names();
	return words.ended({
		kind: 'vacuum',
		tables,
		isVerbose: options.has('verbose'),
		isFull: options.has('full')
	});
}

/** Tokens from left to right. */
class Words {
	readonly #tokens: readonly Token[];
	#at = 0;

	constructor(tokens: readonly Token[]) {
		this.#tokens = tokens;
	}

	isAtEnd(): boolean {
		return this.#at >= this.#tokens.length;
	}

	peek(): string | null {
		return this.#tokens[this.#at]?.text ?? null;
	}

	next(): string | null {
		const token = this.#tokens[this.#at++];
		return token?.kind === 'string' || token?.kind === 'quoted' ? null : (token?.text ?? null);
	}

	takes(word: string): boolean {
		const token = this.#tokens[this.#at];
		if (token?.text !== word || token.kind === 'string' || token.kind === 'quoted') return false;
		this.#at++;
		return true;
	}

	skip(...words: string[]): void {
		for (const word of words) if (this.takes(word)) return;
	}

	expect(word: string): void {
		if (!this.takes(word)) throw syntaxError(this.peek());
	}

	name(): string {
		const token = this.#tokens[this.#at++];
		if (!token || token.kind === 'symbol') throw syntaxError(token?.text ?? null);
		if (token.kind === 'word' && this.peek() === '.') {
			this.#at++;
			return this.name(); // There is one schema.
		}
		return token.text;
	}

	names(): string[] {
		const names = [this.name()];
		while (this.takes(',')) names.push(this.name());
		return names;
	}

	rest(): string {
		if (this.isAtEnd()) throw syntaxError(null);
		const rest = this.#tokens.slice(this.#at).map((token) => token.text);
		this.#at = this.#tokens.length;
		return rest.join(rest[0] === '-' ? '' : ' ');
	}

	ended<Read extends Control>(read: Read): Read {
		if (!this.isAtEnd()) throw syntaxError(this.peek());
		return read;
	}
}
