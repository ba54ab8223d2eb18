type Unsubscribe = () => void;

let collecting: Set<Cell<unknown>> | null = null;
let batchDepth = 0;
const waiting = new Set<() => void>();

export interface Cell<Value> {
	get(): Value;
	subscribe(listener: (value: Value) => void): Unsubscribe;
}

export interface Writable<Value> extends Cell<Value> {
	set(value: Value): void;
	update(change: (value: Value) => Value): void;
}

export function cell<Value>(initial: Value): Writable<Value> {
	let value = initial;
	const listeners = new Set<(value: Value) => void>();
	const notify = () => [...listeners].forEach((listener) => listener(value));
	const self: Writable<Value> = {
		get() {
			collecting?.add(self);
			return value;
		},
		set(next) {
			if (Object.is(next, value)) return;
			value = next;
			if (batchDepth > 0) waiting.add(notify);
			else notify();
		},
		update(change) {
			self.set(change(value));
		},
		subscribe(listener) {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		}
	};
	return self;
}

/** Computed again only when asked after something it read has changed. */
export function computed<Value>(compute: () => Value): Cell<Value> {
	let cached: { value: Value } | null = null;
	let sources: Unsubscribe[] = [];
	const listeners = new Set<(value: Value) => void>();

	function read(): Value {
		if (cached) return cached.value;
		const outer = collecting;
		const read = (collecting = new Set());
		try {
			cached = { value: compute() };
		} finally {
			collecting = outer;
		}
		sources.forEach((stop) => stop());
		sources = [...read].map((source) => source.subscribe(invalidate));
		return cached.value;
	}
	function invalidate(): void {
		const before = cached?.value;
		cached = null;
		if (listeners.size === 0) return;
		const value = read();
		if (!Object.is(value, before)) [...listeners].forEach((listener) => listener(value));
	}
	const self: Cell<Value> = {
		get() {
			collecting?.add(self);
			return read();
		},
		subscribe(listener) {
			read();
			listeners.add(listener);
			return () => void listeners.delete(listener);
		}
	};
	return self;
}

/** Tells listeners once, at the end. */
export function batch(work: () => void): void {
	batchDepth += 1;
	try {
		work();
	} finally {
		batchDepth -= 1;
		if (batchDepth === 0) {
			const notifications = [...waiting];
			waiting.clear();
			for (const notify of notifications) notify();
		}
	}
}
