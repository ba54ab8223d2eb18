import { setTimer } from './clock.ts';
import { DomException } from './dom-exception.ts';
import { Event, EventTarget } from './events.ts';
import { defineGlobal } from './host.ts';

/** Aborting by the DOM Standard (WHATWG, §3), on virtual time. */
/** `onabort` and its like: one listener that is replaced when it is set again. */
class Handler {
	#callback: ((event: Event) => unknown) | null = null;
	readonly #listener = (event: Event) => this.#callback?.(event);

	get(): ((event: Event) => unknown) | null {
		return this.#callback;
	}

	set(target: EventTarget, type: string, callback: unknown): void {
		this.#callback = typeof callback === 'function' ? (event) => callback.call(target, event) : null;
		if (this.#callback) target.addEventListener(type, this.#listener);
		else target.removeEventListener(type, this.#listener);
	}
}

/** Given by the class below, which alone can reach its private parts. */
let signalAbort: (signal: AbortSignal, reason: unknown) => void = () => undefined;

class AbortSignal extends EventTarget {
	#isAborted = false;
	#reason: unknown = undefined;
	readonly #handler = new Handler();

	get aborted(): boolean {
		return this.#isAborted;
	}

	get reason(): unknown {
		return this.#reason;
	}

	get onabort(): ((event: Event) => unknown) | null {
		return this.#handler.get();
	}

	set onabort(callback: unknown) {
		this.#handler.set(this, 'abort', callback);
	}

	throwIfAborted(): void {
		if (this.#isAborted) throw this.#reason;
	}

	override get [Symbol.toStringTag](): string {
		return 'AbortSignal';
	}

	static abort(reason?: unknown): AbortSignal {
		const signal = new AbortSignal();
		signalAbort(signal, reason);
		return signal;
	}

	static timeout(delayMs: number): AbortSignal {
		const signal = new AbortSignal();
		setTimer(
			() => signalAbort(signal, new DomException('The operation was aborted due to timeout', 'TimeoutError')),
			delayMs
		);
		return signal;
	}

	static any(signals: Iterable<AbortSignal>): AbortSignal {
		const any = new AbortSignal();
		const sources = [...signals];
		const aborted = sources.find((signal) => signal.aborted);
		if (aborted) signalAbort(any, aborted.reason);
		else
			for (const signal of sources)
				signal.addEventListener('abort', () => signalAbort(any, signal.reason), { once: true });
		return any;
	}

	static {
		signalAbort = (signal, reason) => {
			if (signal.#isAborted) return;
			signal.#isAborted = true;
			signal.#reason =
				reason === undefined ? new DomException('This operation was aborted', 'AbortError') : reason;
			signal.dispatchEvent(new Event('abort'));
		};
	}
}

class AbortController {
	readonly #signal = new AbortSignal();

	get signal(): AbortSignal {
		return this.#signal;
	}

	abort(reason?: unknown): void {
		signalAbort(this.#signal, reason);
	}

	get [Symbol.toStringTag](): string {
		return 'AbortController';
	}
}

export function installAbort(): void {
	for (const [name, value] of Object.entries({ AbortSignal, AbortController })) {
		Object.defineProperty(value, 'name', { value: name });
		defineGlobal(name, value);
	}
}
