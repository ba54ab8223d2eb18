import { EventEmitter } from '../../../runtime/emitter.ts';

/** As much of a socket as the client and the pool ask for: to be ended at once. */
export class LabStream extends EventEmitter {
	writable = false;
	readonly #destroy: (error?: Error) => void;

	constructor(destroy: (error?: Error) => void) {
		super();
		this.#destroy = destroy;
	}

	destroy(error?: Error): this {
		this.#destroy(error);
		return this;
	}

	end(): this {
		this.#destroy();
		return this;
	}

	/** A connection keeps no program of the lab running, or from its end. */
	ref(): this {
		return this;
	}

	unref(): this {
		return this;
	}
}
