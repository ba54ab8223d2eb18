type Listener<Arguments extends unknown[]> = (...args: Arguments) => void;
type EventMap = Record<string, unknown[]>;

interface Registered<Arguments extends unknown[]> {
	listener: Listener<Arguments>;
	isOnce: boolean;
}

export class EventEmitter<Events extends EventMap> {
	readonly #registered: { [Name in keyof Events]?: Registered<Events[Name]>[] } = {};

	on<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): () => void {
		return this.#add(name, { listener, isOnce: false });
	}

	once<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): () => void {
		return this.#add(name, { listener, isOnce: true });
	}

	off<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): void {
		this.#registered[name] = this.#registered[name]?.filter((each) => each.listener !== listener);
	}

	/** Listeners added or removed while it runs count from the next event on. */
	emit<Name extends keyof Events>(name: Name, ...args: Events[Name]): boolean {
		const called = this.#registered[name] ?? [];
		this.#registered[name] = called;
		for (const { listener } of called) listener(...args);
		return called.length > 0;
	}

	next<Name extends keyof Events>(name: Name): Promise<Events[Name]> {
		return new Promise((resolve) => this.once(name, (...args) => resolve(args)));
	}

	listenerCount(name: keyof Events): number {
		return this.#registered[name]?.length ?? 0;
	}

	#add<Name extends keyof Events>(name: Name, registered: Registered<Events[Name]>): () => void {
		this.#registered[name] = [...(this.#registered[name] ?? []), registered];
		return () => this.off(name, registered.listener);
	}
}
