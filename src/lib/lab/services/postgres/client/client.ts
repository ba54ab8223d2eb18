import RealClient from 'pg/lib/client.js';
import RealPool from 'pg-pool';
import type { ClientConfig, PoolConfig } from 'pg';
import { LabUnsupportedError } from '../../../kernel/network-error.ts';

/** What a configuration may ask for and the lab does not have. Each is refused by its name, never ignored. */
const REFUSED: readonly (readonly [name: string, instead: string])[] = [
	['ssl', 'Connect without it.'],
	['stream', ''],
	['replication', ''],
	['binary', 'Values come as texts.']
];

function expectSimulated(config: object): void {
	for (const [name, instead] of REFUSED)
		if (Reflect.get(config, name)) throw new LabUnsupportedError(`pg option "${name}"`, instead);
}

/** The package's client. What is the lab's own of it is its connection. */
export class Client extends RealClient {
	constructor(config?: string | ClientConfig) {
		if (typeof config === 'object') expectSimulated(config);
		super(config);
		// A connection string and the environment may ask for it, too.
		expectSimulated(this);
	}
}

/** The package's pool, of clients of the lab. */
export class Pool extends RealPool {
	constructor(config?: PoolConfig) {
		if (config) expectSimulated(config);
		super(config, Client);
	}
}
