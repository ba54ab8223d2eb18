import { LAB } from '../../../domain/limits.ts';
import type { NodeDefinition } from '../../kernel/node.ts';
import { CacheStore } from './cache-store.ts';
import { receiveWhole, sendAnswer } from './proxy-exchange.ts';
import { Server } from './server.ts';
import { SharedCache } from './shared-cache.ts';
import { Upstream } from './upstream.ts';

export interface HttpCacheOptions {
	/** Of its node, and so its host name: `cache` when none is given. */
	name?: string;
	/** Where it asks for what it has not: `http://api:3000`. */
	origin: string;
	/** Where it listens: 80 when none is given. */
	port?: number;
	/** How many answers it stores. */
	maxEntries?: number;
}

/** A shared cache before an origin (RFC 9111, with RFC 5861 and the Cache-Status of RFC 9211), as a node of the lab. */
export function httpCacheNode(options: HttpCacheOptions): NodeDefinition {
	const { name = 'cache', origin, port = 80, maxEntries = LAB.cacheEntriesMaxCount } = options;
	const url = URL.parse(origin);
	if (!url || url.protocol !== 'http:')
		throw new TypeError(`The origin of a cache is a URL such as 'http://api:3000', not '${origin}'.`);
	if (!(maxEntries >= 1)) throw new RangeError('A cache stores one answer at least: maxEntries.');
	let keysBefore: readonly string[] = [];
	return {
		name,
		kind: 'http',
		start(process) {
			for (const key of keysBefore) process.state(`value/${name}/${key}`, 'delete');
			const store = new CacheStore(process, maxEntries);
			process.onEnd(() => {
				keysBefore = store.keys;
			});
			const upstream = new Upstream(process, { host: url.hostname, port: Number(url.port || 80) });
			const cache = new SharedCache(process, store, upstream);
			const server = Server.answeringDirectly({}, (exchange) =>
				receiveWhole(exchange, (request) =>
					cache.answer(request).then((answer) => sendAnswer(exchange, answer))
				)
			);
			server.listen(port);
		}
	};
}
