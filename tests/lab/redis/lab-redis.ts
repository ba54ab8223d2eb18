import { createHash } from 'node:crypto';
import { RedisServer } from '#lib/lab/services/redis/server.ts';

/** The lab's Redis without a node around it. */
export function labRedis(now: () => number = () => 0, random: () => number = () => 0): RedisServer {
	return new RedisServer({
		now,
		random,
		sha1: (bytes) => createHash('sha1').update(bytes, 'latin1').digest('hex')
	});
}
