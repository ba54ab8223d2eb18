declare module 'node:events' {
	type Listener = (...args: any[]) => void;
	type EventName = string | symbol;
	type EventMap = Record<EventName, unknown[]>;
	type Arguments<Events, Name> = Name extends keyof Events
		? Events[Name] extends unknown[]
			? Events[Name]
			: any[]
		: any[];
	type NameOf<Events> = EventMap extends Events
		? EventName
		: (keyof Events & EventName) | 'newListener' | 'removeListener';

	/** Calls its listeners, in order, each time an event of their name is emitted. */
	export class EventEmitter<Events = EventMap> {
		constructor(options?: { captureRejections?: boolean });
		static defaultMaxListeners: number;
		static readonly errorMonitor: typeof errorMonitor;
		static once: typeof once;
		static on: typeof on;
		static listenerCount: typeof listenerCount;
		static getEventListeners: typeof getEventListeners;
		on<Name extends NameOf<Events>>(name: Name, listener: (...args: Arguments<Events, Name>) => void): this;
		addListener<Name extends NameOf<Events>>(
			name: Name,
			listener: (...args: Arguments<Events, Name>) => void
		): this;
		once<Name extends NameOf<Events>>(name: Name, listener: (...args: Arguments<Events, Name>) => void): this;
		off<Name extends NameOf<Events>>(name: Name, listener: (...args: Arguments<Events, Name>) => void): this;
		removeListener<Name extends NameOf<Events>>(
			name: Name,
			listener: (...args: Arguments<Events, Name>) => void
		): this;
		prependListener<Name extends NameOf<Events>>(
			name: Name,
			listener: (...args: Arguments<Events, Name>) => void
		): this;
		prependOnceListener<Name extends NameOf<Events>>(
			name: Name,
			listener: (...args: Arguments<Events, Name>) => void
		): this;
		removeAllListeners(name?: NameOf<Events>): this;
		/** True when there was a listener. An 'error' without one is thrown. */
		emit<Name extends NameOf<Events>>(name: Name, ...args: Arguments<Events, Name>): boolean;
		listeners(name: NameOf<Events>): Listener[];
		rawListeners(name: NameOf<Events>): Listener[];
		listenerCount(name: NameOf<Events>): number;
		eventNames(): EventName[];
		setMaxListeners(count: number): this;
		getMaxListeners(): number;
	}
	export default EventEmitter;

	export const errorMonitor: unique symbol;
	export const captureRejectionSymbol: unique symbol;
	/** Resolves with the arguments of the next such event. */
	export function once(
		target: EventEmitter<any> | EventTarget,
		name: EventName,
		options?: { signal?: AbortSignal }
	): Promise<any[]>;
	/** All events of that name, from now on. */
	export function on(
		target: EventEmitter<any> | EventTarget,
		name: EventName,
		options?: { signal?: AbortSignal; close?: readonly string[] }
	): AsyncIterableIterator<any[]>;
	export function getEventListeners(emitter: EventEmitter<any>, name: EventName): Listener[];
	export function listenerCount(emitter: EventEmitter<any>, name: EventName): number;
	export function setMaxListeners(count?: number, ...targets: (EventEmitter<any> | EventTarget)[]): void;
	export function getMaxListeners(target: EventEmitter<any> | EventTarget): number;
	export function addAbortListener(signal: AbortSignal, listener: () => void): Disposable;
}

declare module 'events' {
	export * from 'node:events';
	export { default } from 'node:events';
}
