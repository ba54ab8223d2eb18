import { awaiting } from './await.ts';
import { honoNodeServer } from './hono-node-server.ts';
import { hotpathModule } from './hotpath.ts';
import { labModule } from './lab.ts';
import { kafkajsModule } from './kafkajs.ts';
import type { LabModule } from './lab-module.ts';
import { nodeAssert, nodeAssertStrict } from './node-assert.ts';
import { nodeAsyncHooks } from './node-async-hooks.ts';
import { nodeBuffer } from './node-buffer.ts';
import { nodeCrypto } from './node-crypto.ts';
import { nodeEvents } from './node-events.ts';
import { nodeHttp } from './node-http.ts';
import { nodeOs } from './node-os.ts';
import { nodePath } from './node-path.ts';
import { nodePerfHooks } from './node-perf-hooks.ts';
import { nodeProcess } from './node-process.ts';
import { nodeQuerystring } from './node-querystring.ts';
import { nodeStream, nodeStreamPromises } from './node-stream.ts';
import { nodeStreamWeb } from './node-stream-web.ts';
import { nodeStringDecoder } from './node-string-decoder.ts';
import { nodeTestModule } from './node-test.ts';
import { nodeTimers, nodeTimersPromises } from './node-timers.ts';
import { nodeUrl } from './node-url.ts';
import { nodeUtil, nodeUtilTypes } from './node-util.ts';
import { nodeZlib } from './node-zlib.ts';
import { redisModule } from './redis.ts';
import { undici } from './undici.ts';
import { chaiModule, expectModule, jestModule, vitestModule } from './vitest.ts';

/** All modules of the machine, in the order in which they are named to who imports something else. */
export const MODULES: readonly LabModule[] = [
	nodeCrypto,
	nodeBuffer,
	nodeAssert,
	nodeAssertStrict,
	nodeAsyncHooks,
	nodeTimersPromises,
	nodeTimers,
	nodeEvents,
	nodeHttp,
	nodePath,
	nodeOs,
	nodePerfHooks,
	nodeProcess,
	nodeQuerystring,
	nodeStream,
	nodeStreamPromises,
	nodeStreamWeb,
	nodeStringDecoder,
	nodeUrl,
	nodeUtil,
	nodeUtilTypes,
	nodeZlib,
	honoNodeServer,
	undici,
	vitestModule,
	jestModule,
	expectModule,
	chaiModule,
	nodeTestModule,
	hotpathModule,
	kafkajsModule,
	labModule,
	redisModule,
	awaiting
];
