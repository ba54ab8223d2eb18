import type { Process } from '../../kernel/process.ts';
import type { CacheEntry } from './cache-entry.ts';
import { excerptOf, type RequestHead } from './wire.ts';

/** What a cache has stored: for each target its variants. When it is full, what was not used for longest goes. */
export class CacheStore {
	readonly #process: Process;
	readonly #maxEntries: number;
	/** In the order of their last use. */
	readonly #entries = new Map<string, CacheEntry>();

	constructor(process: Process, maxEntries: number) {
		this.#process = process;
		this.#maxEntries = maxEntries;
	}

	get keys(): string[] {
		return [...this.#entries.keys()];
	}

	/** The newest that this request selects; or whether there are variants for others only. */
	find(request: RequestHead): { entry: CacheEntry | null; hasVariants: boolean } {
		let found: CacheEntry | null = null;
		let hasVariants = false;
		for (const entry of this.#entries.values()) {
			if (entry.target !== request.target) continue;
			hasVariants = true;
			if (entry.isSelectedBy(request)) found = entry;
		}
		if (found) this.#touch(found);
		return { entry: found, hasVariants };
	}

	put(entry: CacheEntry): void {
		const { key } = entry;
		this.#entries.delete(key);
		this.#entries.set(key, entry);
		const { recorder } = this.#process.simulation;
		const nowMs = recorder.sinceStart(this.#process.elapsedMs());
		this.#process.state(`value/${this.#process.name}/${key}`, 'set', {
			type: `${entry.answer.status}`,
			value: excerptOf(entry.answer) ?? null,
			expiresAtMs: Math.round(nowMs + entry.timeToLive(this.#process.now()) * 1_000)
		});
		for (const oldest of this.#entries.keys()) {
			if (this.#entries.size <= this.#maxEntries) return;
			this.#forget(oldest);
		}
	}

	/** All variants of a target (RFC 9111, §4.4). */
	invalidate(target: string): void {
		for (const entry of [...this.#entries.values()]) if (entry.target === target) this.#forget(entry.key);
	}

	#touch(entry: CacheEntry): void {
		this.#entries.delete(entry.key);
		this.#entries.set(entry.key, entry);
	}

	#forget(key: string): void {
		this.#entries.delete(key);
		this.#process.state(`value/${this.#process.name}/${key}`, 'delete');
	}
}
