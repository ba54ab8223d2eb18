/** Packages of the machine that bring no types: those of the modules of Node they stand for. */
declare module 'path-browserify' {
	const path: typeof import('node:path').posix & { posix: unknown };
	export default path;
}

declare module 'readable-stream' {
	import stream from 'node:stream';
	export default stream;
}

/** The parts of node-postgres that have no types of their own. */
declare module 'pg/lib/client.js' {
	import { Client } from 'pg';
	export default Client;
}

declare module 'pg/lib/defaults.js' {
	import { defaults } from 'pg';
	export default defaults;
}

declare module 'pg/lib/query.js' {
	import { Query } from 'pg';
	export default Query;
}

declare module 'pg/lib/result.js' {
	import { Result } from 'pg';
	export default Result;
}

declare module 'pg/lib/utils.js' {
	import { escapeIdentifier, escapeLiteral } from 'pg';
	const utils: {
		escapeIdentifier: typeof escapeIdentifier;
		escapeLiteral: typeof escapeLiteral;
		prepareValue(value: unknown): unknown;
	};
	export default utils;
}

declare module 'pg-pool' {
	import { Client, Pool as PgPool, type PoolConfig } from 'pg';
	export default class Pool extends PgPool {
		constructor(config: PoolConfig | undefined, client: typeof Client);
	}
}

declare module 'pg/lib/type-overrides.js' {
	import { TypeOverrides } from 'pg';
	export default TypeOverrides;
}
