import { ownElapsedMs, setTimer } from './clock.ts';
import { DomException } from './dom-exception.ts';
import { defineGlobal } from './host.ts';

/** Events by the DOM Standard (WHATWG, §2), without a tree: a target has no parent. */
interface EventInit {
	bubbles?: boolean;
	cancelable?: boolean;
	composed?: boolean;
}

export class Event {
	static readonly NONE = 0;
	static readonly AT_TARGET = 2;
	readonly #type: string;
	readonly #init: EventInit;
	readonly #timeStamp = ownElapsedMs();
	#target: EventTarget | null = null;
	#currentTarget: EventTarget | null = null;
	#isPrevented = false;
	#isStopped = false;
	#isInPassive = false;

	constructor(type: string, init: EventInit = {}) {
		if (arguments.length === 0) throw new TypeError('The "type" argument must be specified');
		this.#type = String(type);
		this.#init = { ...init };
	}

	get type(): string {
		return this.#type;
	}

	get bubbles(): boolean {
		return this.#init.bubbles === true;
	}

	get cancelable(): boolean {
		return this.#init.cancelable === true;
	}

	get composed(): boolean {
		return this.#init.composed === true;
	}

	get target(): EventTarget | null {
		return this.#target;
	}

	get srcElement(): EventTarget | null {
		return this.#target;
	}

	get currentTarget(): EventTarget | null {
		return this.#currentTarget;
	}

	get eventPhase(): number {
		return this.#currentTarget === null ? Event.NONE : Event.AT_TARGET;
	}

	get defaultPrevented(): boolean {
		return this.#isPrevented;
	}

	get returnValue(): boolean {
		return !this.#isPrevented;
	}

	get timeStamp(): number {
		return this.#timeStamp;
	}

	get isTrusted(): boolean {
		return false;
	}

	composedPath(): EventTarget[] {
		return this.#currentTarget === null ? [] : [this.#currentTarget];
	}

	preventDefault(): void {
		if (this.cancelable && !this.#isInPassive) this.#isPrevented = true;
	}

	stopPropagation(): void {
		return undefined;
	}

	stopImmediatePropagation(): void {
		this.#isStopped = true;
	}

	get [Symbol.toStringTag](): string {
		return 'Event';
	}

	/** Only a target calls this: it tells each listener in turn, until one stops it. */
	static deliver(event: Event, target: EventTarget, listeners: Iterable<Listener>, tell: Tell): boolean {
		if (event.#currentTarget !== null)
			throw new DomException('The event is already being dispatched', 'InvalidStateError');
		event.#target = event.#currentTarget = target;
		for (const listener of listeners) {
			event.#isInPassive = listener.isPassive;
			tell(listener, event);
			event.#isInPassive = false;
			if (event.#isStopped) break;
		}
		event.#currentTarget = null;
		event.#isStopped = false;
		return !event.#isPrevented;
	}
}

type Tell = (listener: Listener, event: Event) => void;
type Callback = ((event: Event) => unknown) | { handleEvent(event: Event): unknown };

interface Listener {
	callback: Callback;
	isCapture: boolean;
	isOnce: boolean;
	isPassive: boolean;
	isRemoved: boolean;
}

interface ListenerOptions {
	capture?: boolean;
	once?: boolean;
	passive?: boolean;
	signal?: { aborted: boolean } & EventTarget;
}

export class EventTarget {
	readonly #listeners = new Map<string, Listener[]>();

	addEventListener(type: string, callback: Callback | null, options: boolean | ListenerOptions = {}): void {
		if (callback === null || callback === undefined) return;
		if (typeof callback !== 'function' && typeof callback !== 'object')
			throw new TypeError('The "listener" argument must be a function or an object.');
		const { capture = false, once = false, passive = false, signal } = optionsOf(options);
		if (signal?.aborted === true) return;
		const listeners = this.#listeners.get(String(type)) ?? [];
		if (listeners.some((known) => known.callback === callback && known.isCapture === capture)) return;
		const listener = { callback, isCapture: capture, isOnce: once, isPassive: passive, isRemoved: false };
		this.#listeners.set(String(type), [...listeners, listener]);
		signal?.addEventListener('abort', () => this.removeEventListener(type, callback, { capture }), {
			once: true
		});
	}

	removeEventListener(
		type: string,
		callback: Callback | null,
		options: boolean | ListenerOptions = {}
	): void {
		const { capture = false } = optionsOf(options);
		const kept = (this.#listeners.get(String(type)) ?? []).filter((listener) => {
			const isMeant = listener.callback === callback && listener.isCapture === capture;
			if (isMeant) listener.isRemoved = true;
			return !isMeant;
		});
		this.#listeners.set(String(type), kept);
	}

	dispatchEvent(event: Event): boolean {
		if (!(event instanceof Event)) throw new TypeError('The "event" argument must be an instance of Event.');
		const listeners = this.#listeners.get(event.type) ?? [];
		return Event.deliver(event, this, listeners, (listener) => {
			if (listener.isRemoved) return;
			if (listener.isOnce) this.removeEventListener(event.type, listener.callback, listener.isCapture);
			report(() => {
				const { callback } = listener;
				if (typeof callback === 'function') Reflect.apply(callback, this, [event]);
				else callback.handleEvent(event);
			});
		});
	}

	get [Symbol.toStringTag](): string {
		return 'EventTarget';
	}
}

function optionsOf(options: boolean | ListenerOptions | null): ListenerOptions {
	return typeof options === 'boolean' ? { capture: options } : (options ?? {});
}

/** A listener that throws does not stop the others; as in Node its error ends the program in the next turn. */
function report(work: () => void): void {
	try {
		work();
	} catch (error) {
		setTimer(() => {
			throw error;
		}, 0);
	}
}

class CustomEvent extends Event {
	readonly #detail: unknown;

	constructor(type: string, init: EventInit & { detail?: unknown } = {}) {
		super(type, init);
		this.#detail = init.detail ?? null;
	}

	get detail(): unknown {
		return this.#detail;
	}
}

class MessageEvent extends Event {
	readonly #data: unknown;
	readonly #origin: string;

	constructor(type: string, init: EventInit & { data?: unknown; origin?: string } = {}) {
		super(type, init);
		this.#data = init.data ?? null;
		this.#origin = init.origin ?? '';
	}

	get data(): unknown {
		return this.#data;
	}

	get origin(): string {
		return this.#origin;
	}
}

class ErrorEvent extends Event {
	readonly #message: string;
	readonly #error: unknown;

	constructor(type: string, init: EventInit & { message?: string; error?: unknown } = {}) {
		super(type, init);
		this.#message = init.message ?? '';
		this.#error = init.error;
	}

	get message(): string {
		return this.#message;
	}

	get error(): unknown {
		return this.#error;
	}
}

export function installEvents(): void {
	for (const [name, value] of Object.entries({ Event, CustomEvent, MessageEvent, ErrorEvent, EventTarget })) {
		Object.defineProperty(value, 'name', { value: name });
		defineGlobal(name, value);
	}
}
