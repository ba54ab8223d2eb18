import { assert, strict } from '../assert.ts';
import type { LabModule } from './lab-module.ts';

export const nodeAssert: LabModule = {
	names: ['node:assert', 'assert'],
	exports: { ...assert },
	defaultExport: assert
};

export const nodeAssertStrict: LabModule = {
	names: ['node:assert/strict', 'assert/strict'],
	exports: { ...strict },
	defaultExport: strict
};
