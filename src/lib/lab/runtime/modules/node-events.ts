import { EventEmitter, eventsModule } from '../emitter.ts';
import type { LabModule } from './lab-module.ts';

export const nodeEvents: LabModule = {
	names: ['node:events', 'events'],
	exports: eventsModule,
	defaultExport: EventEmitter,
	openClasses: [EventEmitter]
};
