import { registerLocalService } from '../../kernel/current.ts';
import { LabUnsupportedError } from '../../kernel/network-error.ts';
import { RedisClient } from '../../services/redis/client/client.ts';
import '../../services/redis/client/methods.ts';
import { RESP_TYPES } from '../../services/redis/client/decode.ts';
import * as errors from '../../services/redis/client/errors.ts';
import type { ClientOptions } from '../../services/redis/client/options.ts';
import { defineScript } from '../../services/redis/client/scripts.ts';
import { REDIS_PORT } from '../../services/redis/instance.ts';
import { localRedis } from '../../services/redis/node.ts';
import type { LabModule } from './lab-module.ts';

registerLocalService({ port: REDIS_PORT, define: localRedis });

function refused(name: string) {
	return (): never => {
		throw new LabUnsupportedError(`redis ${name}`, 'Use createClient().');
	};
}

/** The package `redis` (node-redis 6), whose clients reach the Redis of the lab. */
export const redisModule: LabModule = {
	names: ['redis', '@redis/client'],
	exports: {
		...errors,
		RedisClient,
		createClient: (options?: ClientOptions) => new RedisClient(options),
		createClientPool: refused('createClientPool()'),
		createCluster: refused('createCluster()'),
		createSentinel: refused('createSentinel()'),
		defineScript,
		RESP_TYPES,
		DEFAULT_RESP: 3
	},
	openClasses: [RedisClient],
	hasNoDefault: true
};
