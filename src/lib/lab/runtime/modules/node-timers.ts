import { timers, timersPromises } from '../timer-globals.ts';
import type { LabModule } from './lab-module.ts';

export const nodeTimersPromises: LabModule = {
	names: ['node:timers/promises', 'timers/promises'],
	exports: timersPromises
};

export const nodeTimers: LabModule = {
	names: ['node:timers', 'timers'],
	exports: { ...timers, promises: timersPromises }
};
