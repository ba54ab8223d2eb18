import { append, defineOn } from '../../../runtime/host.ts';
import type { Words } from './argument-forms.ts';
import { CLIENT_COMMANDS } from './commands.ts';
import type { TypeMapping } from './decode.ts';
import { ErrorReply, MultiErrorReply } from './errors.ts';
import { refuseOn } from './refusals.ts';
import { scriptWords, type Script } from './scripts.ts';

interface Part {
	words: readonly unknown[];
	reply: ((reply: unknown) => unknown) | null;
}

/** How a client sends what a MULTI has gathered. */
export interface MultiSender {
	send(parts: readonly { words: readonly unknown[] }[], database: number | null): Promise<readonly unknown[]>;
	pipeline(
		parts: readonly { words: readonly unknown[] }[],
		database: number | null
	): Promise<readonly unknown[]>;
	mapping: TypeMapping;
	isResp2: boolean;
	scripts: Readonly<Record<string, Script>>;
}

/** Commands gathered to be sent in one piece: as a transaction by `exec`, as a pipeline by `execAsPipeline`. */
export class RedisMulti {
	readonly #sender: MultiSender;
	readonly #parts: Part[] = [];
	readonly #scriptsInUse = new Set<string>();
	#database: number | null = null;

	constructor(sender: MultiSender) {
		this.#sender = sender;
		for (const [name, script] of Object.entries(sender.scripts))
			defineOn(this, name, (...args: unknown[]) => this.#addScript(script, args));
	}

	addCommand(words: readonly unknown[], reply: ((reply: unknown) => unknown) | null = null): this {
		append(this.#parts, { words, reply });
		return this;
	}

	sendCommand(words: readonly unknown[]): this {
		return this.addCommand([...words]);
	}

	select(database: number): this {
		this.#database = database;
		return this.addCommand(['SELECT', String(database)]);
	}

	SELECT(database: number): this {
		return this.select(database);
	}

	async exec(isPipeline = false): Promise<unknown[]> {
		if (isPipeline) return this.execAsPipeline();
		return this.#repliesFrom(await this.#sender.send(this.#parts, this.#database));
	}

	EXEC(isPipeline = false): Promise<unknown[]> {
		return this.exec(isPipeline);
	}

	execTyped(isPipeline = false): Promise<unknown[]> {
		return this.exec(isPipeline);
	}

	async execAsPipeline(): Promise<unknown[]> {
		if (this.#parts.length === 0) return [];
		return this.#repliesFrom(await this.#sender.pipeline(this.#parts, this.#database));
	}

	execAsPipelineTyped(): Promise<unknown[]> {
		return this.execAsPipeline();
	}

	#addScript(script: Script, args: readonly unknown[]): this {
		const isKnown = this.#scriptsInUse.has(script.SHA1);
		this.#scriptsInUse.add(script.SHA1);
		const start = isKnown ? ['EVALSHA', script.SHA1] : ['EVAL', script.SCRIPT];
		return this.addCommand([...start, ...scriptWords(script, args)], script.transformReply ?? null);
	}

	#repliesFrom(raw: readonly unknown[]): unknown[] {
		const errorIndexes: number[] = [];
		const replies = raw.map((reply, index) => {
			if (reply instanceof ErrorReply) {
				append(errorIndexes, index);
				return reply;
			}
			const transform = this.#parts[index]?.reply;
			return transform ? transform(reply) : reply;
		});
		if (errorIndexes.length > 0) throw new MultiErrorReply(replies, errorIndexes);
		return replies;
	}

	/** What the table's methods do: `multi.get('a')`. */
	static {
		for (const { names, write, reply } of CLIENT_COMMANDS)
			for (const name of names)
				defineOn(this.prototype, name, function (this: RedisMulti, ...args: unknown[]) {
					const words: Words = [];
					write(words, args);
					const { mapping, isResp2 } = this.#sender;
					return this.addCommand(words, reply && ((raw) => reply(raw, mapping, isResp2)));
				});
		refuseOn(this.prototype, (error) => {
			throw error;
		});
	}
}
