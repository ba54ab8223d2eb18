import type { Process } from '../../../kernel/process.ts';
import { append } from '../../../runtime/host.ts';
import { KafkaJSLockTimeout } from './errors.ts';

/** Who calls while it runs gets the same promise: it never runs twice at once. */
export function shared<Value>(run: () => Promise<Value>): () => Promise<Value> {
	let running: Promise<Value> | null = null;
	return () => {
		running ??= run().finally(() => {
			running = null;
		});
		return running;
	};
}

/** One at a time, in the order of asking; who has waited too long is refused. */
export class Lock {
	readonly #process: Process;
	readonly #timeoutMs: number;
	readonly #description: string;
	#isLocked = false;
	#waiting: (() => void)[] = [];

	constructor(process: Process, timeoutMs: number, description: string) {
		this.#process = process;
		this.#timeoutMs = timeoutMs;
		this.#description = description;
	}

	async with<Value>(run: () => Promise<Value>): Promise<Value> {
		if (this.#isLocked) await this.#turn();
		this.#isLocked = true;
		try {
			return await run();
		} finally {
			const next = this.#waiting.shift();
			if (next) next();
			else this.#isLocked = false;
		}
	}

	/** The lock is handed over locked: nobody overtakes. */
	#turn(): Promise<void> {
		return new Promise((resolve, reject) => {
			const cancel = this.#process.setTimer(this.#timeoutMs, () => {
				const count = this.#waiting.length;
				this.#waiting = this.#waiting.filter((waiting) => waiting !== proceed);
				reject(
					new KafkaJSLockTimeout(
						`Timeout while acquiring lock (${count} waiting locks): "${this.#description}"`
					)
				);
			});
			const proceed = () => {
				cancel();
				resolve();
			};
			append(this.#waiting, proceed);
		});
	}
}

/** In an order drawn by the process's dice (Fisher and Yates). */
export function shuffled<Item>(process: Process, items: readonly Item[]): Item[] {
	const copy = [...items];
	for (let index = copy.length - 1; index > 0; index--) {
		const other = process.random.below(index + 1);
		const [a, b] = copy.slice(index, index + 1).concat(copy.slice(other, other + 1));
		if (a !== undefined && b !== undefined) [copy[index], copy[other]] = [b, a];
	}
	return copy;
}
