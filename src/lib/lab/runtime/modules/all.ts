import * as bufferModule from '../buffer.ts';
import * as cryptoModule from '../node-crypto.ts';
import { hotpathModule } from './hotpath.ts';
import type { LabModule } from './lab-module.ts';
import { nodeAssert } from './node-assert.ts';
import { nodeTimersPromises } from './node-timers.ts';
import { vitestModule } from './vitest.ts';

/** All modules of the machine, in the order in which they are named to who imports something else. */
export const MODULES: readonly LabModule[] = [
	{ names: ['node:crypto', 'crypto'], exports: { ...cryptoModule } },
	{ names: ['node:buffer', 'buffer'], exports: { Buffer: bufferModule.Buffer } },
	nodeAssert,
	nodeTimersPromises,
	vitestModule,
	hotpathModule
];
