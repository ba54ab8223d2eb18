import { process } from '../process.ts';
import type { LabModule } from './lab-module.ts';

export const nodeProcess: LabModule = {
	names: ['node:process', 'process'],
	exports: { ...process },
	defaultExport: process
};
