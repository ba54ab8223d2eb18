import RealClient from 'pg/lib/client.js';
import RealPool from 'pg-pool';
import type { ClientConfig, PoolConfig } from 'pg';
import { LabUnsupportedError } from '../../../kernel/network-error.ts';

/** What a configuration may ask for and the lab does not have. Each is refused by its name, never ignored. */
const REFUSED = ['ssl', 'stream', 'replication', 'binary', 'sslnegotiation', 'enableChannelBinding'];

function expectSimulated(config: object | string | undefined): void {
	if (typeof config !== 'object') return;
	for (const name of REFUSED)
		if (Reflect.get(config, name)) throw new LabUnsupportedError(`pg option "${name}"`);
}

/** The package's client. What is the lab's own of it is its connection. */
export class Client extends RealClient {
	constructor(config?: string | ClientConfig) {
		expectSimulated(config);
		super(config);
		if (Reflect.get(this, 'replication')) throw new LabUnsupportedError('pg option "replication"');
	}
}

/** The package's pool, of clients of the lab. */
export class Pool extends RealPool {
	constructor(config?: PoolConfig) {
		expectSimulated(config);
		super(config, Client);
	}
}
