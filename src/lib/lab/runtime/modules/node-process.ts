import { process, processExports } from '../process.ts';
import type { LabModule } from './lab-module.ts';

export const nodeProcess: LabModule = {
	names: ['node:process', 'process'],
	exports: processExports,
	defaultExport: process,
	isOpen: true
};
