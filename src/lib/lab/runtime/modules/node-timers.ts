import { setTimer } from '../clock.ts';
import type { LabModule } from './lab-module.ts';

export const nodeTimersPromises: LabModule = {
	names: ['node:timers/promises', 'timers/promises'],
	exports: {
		setTimeout: (delayMs = 0, value?: unknown) =>
			new Promise((resolve) => setTimer(() => resolve(value), delayMs)),
		setImmediate: (value?: unknown) => new Promise((resolve) => setTimer(() => resolve(value), 0))
	}
};
