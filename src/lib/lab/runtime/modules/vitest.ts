import { describe, hooks, test } from '../check-tree.ts';
import { assert, expect } from '../expect.ts';
import { vi } from '../vi.ts';
import type { LabModule } from './lab-module.ts';

/** The check framework, under the names of both frameworks whose API it has. */
export const vitestModule: LabModule = {
	names: ['vitest', '@jest/globals'],
	exports: { describe, suite: describe, test, it: test, ...hooks, expect, vi, jest: vi, assert },
	isForChecks: true
};
