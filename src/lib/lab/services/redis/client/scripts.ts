import { createHash } from '../../../runtime/node-crypto.ts';
import { push, pushCounted, pushMany, textOf, type Words } from './argument-forms.ts';

/** A script as a method: `defineScript({ SCRIPT: '…', NUMBER_OF_KEYS: 1, parseCommand(parser, key) { parser.pushKey(key); } })`. */
export interface Script {
	SCRIPT: string;
	SHA1: string;
	NUMBER_OF_KEYS?: number;
	parseCommand(parser: ScriptParser, ...args: readonly unknown[]): void;
	transformReply?(reply: unknown): unknown;
}

export function defineScript(script: Omit<Script, 'SHA1'>): Script {
	return { ...script, SHA1: createHash('sha1').update(script.SCRIPT).digest('hex') };
}

/** What `parseCommand` is given to say its keys and arguments. */
export class ScriptParser {
	readonly redisArgs: Words = [];

	push(...words: readonly unknown[]): void {
		push(this.redisArgs, ...words);
	}

	pushKey(key: unknown): void {
		push(this.redisArgs, key);
	}

	pushKeys(keys: unknown): void {
		pushMany(this.redisArgs, keys);
	}

	pushKeysLength(keys: unknown): void {
		pushCounted(this.redisArgs, keys);
	}

	pushVariadic(values: unknown): void {
		pushMany(this.redisArgs, values);
	}

	pushVariadicWithLength(values: unknown): void {
		pushCounted(this.redisArgs, values);
	}

	pushVariadicNumber(values: unknown): void {
		for (const value of Array.isArray(values) ? values : [values]) push(this.redisArgs, textOf(value));
	}
}

/** Number of keys, keys and arguments, as they follow EVAL or EVALSHA and the script. */
export function scriptWords(script: Script, args: readonly unknown[]): Words {
	const parser = new ScriptParser();
	if (script.NUMBER_OF_KEYS !== undefined) parser.push(String(script.NUMBER_OF_KEYS));
	script.parseCommand(parser, ...args);
	return parser.redisArgs;
}
