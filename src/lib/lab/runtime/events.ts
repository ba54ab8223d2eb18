import { setTimer } from './clock.ts';
import { defineGlobal } from './host.ts';

/** Events and aborting, as far as the DOM standard's parts that servers use. */
class DomException extends Error {
	readonly code = 0;
	constructor(message = '', name = 'Error') {
		super(message);
		Object.defineProperty(this, 'name', { value: name, configurable: true });
	}
}

interface Listener {
	callback: ((event: Event) => void) | { handleEvent(event: Event): void };
	once: boolean;
}

class Event {
	readonly type: string;
	readonly cancelable: boolean;
	readonly bubbles: boolean;
	target: EventTarget | null = null;
	currentTarget: EventTarget | null = null;
	defaultPrevented = false;
	isStopped = false;
	constructor(type: string, options: { cancelable?: boolean; bubbles?: boolean } = {}) {
		this.type = String(type);
		this.cancelable = options.cancelable === true;
		this.bubbles = options.bubbles === true;
	}
	preventDefault() {
		if (this.cancelable) this.defaultPrevented = true;
	}
	stopPropagation() {
		return undefined;
	}
	stopImmediatePropagation() {
		this.isStopped = true;
	}
}

class CustomEvent extends Event {
	readonly detail: unknown;
	constructor(type: string, options: { detail?: unknown; cancelable?: boolean; bubbles?: boolean } = {}) {
		super(type, options);
		this.detail = options.detail ?? null;
	}
}

class EventTarget {
	readonly #listeners = new Map<string, Listener[]>();

	addEventListener(
		type: string,
		callback: Listener['callback'] | null,
		options?: boolean | { once?: boolean; signal?: AbortSignal }
	) {
		if (!callback) return;
		const listeners = this.#listeners.get(type) ?? [];
		if (listeners.some((listener) => listener.callback === callback)) return;
		const { once, signal } = typeof options === 'object' ? options : {};
		this.#listeners.set(type, [...listeners, { callback, once: once === true }]);
		signal?.addEventListener('abort', () => this.removeEventListener(type, callback));
	}
	removeEventListener(type: string, callback: Listener['callback'] | null) {
		const listeners = this.#listeners.get(type) ?? [];
		this.#listeners.set(
			type,
			listeners.filter((listener) => listener.callback !== callback)
		);
	}
	dispatchEvent(event: Event): boolean {
		event.target = event.currentTarget = this;
		for (const listener of this.#listeners.get(event.type) ?? []) {
			if (listener.once) this.removeEventListener(event.type, listener.callback);
			if (typeof listener.callback === 'function') listener.callback.call(this, event);
			else listener.callback.handleEvent(event);
			if (event.isStopped) break;
		}
		return !event.defaultPrevented;
	}
}

class AbortSignal extends EventTarget {
	aborted = false;
	reason: unknown = undefined;
	onabort: ((event: Event) => void) | null = null;

	throwIfAborted() {
		if (this.aborted) throw this.reason;
	}
	static abort(reason?: unknown): AbortSignal {
		const controller = new AbortController();
		controller.abort(reason);
		return controller.signal;
	}
	static timeout(delayMs: number): AbortSignal {
		const controller = new AbortController();
		setTimer(
			() => controller.abort(new DomException('The operation was aborted due to timeout', 'TimeoutError')),
			delayMs
		);
		return controller.signal;
	}
	static any(signals: Iterable<AbortSignal>): AbortSignal {
		const controller = new AbortController();
		for (const signal of signals) {
			if (signal.aborted) controller.abort(signal.reason);
			else signal.addEventListener('abort', () => controller.abort(signal.reason), { once: true });
		}
		return controller.signal;
	}
}

class AbortController {
	readonly signal = new AbortSignal();
	abort(reason: unknown = new DomException('This operation was aborted', 'AbortError')) {
		const { signal } = this;
		if (signal.aborted) return;
		signal.aborted = true;
		signal.reason = reason;
		const event = new Event('abort');
		signal.onabort?.(event);
		signal.dispatchEvent(event);
	}
}

export function installEvents(): void {
	const classes = {
		Event,
		CustomEvent,
		EventTarget,
		AbortSignal,
		AbortController,
		DOMException: DomException
	};
	for (const [name, value] of Object.entries(classes)) {
		Object.defineProperty(value, 'name', { value: name });
		defineGlobal(name, value);
	}
}
