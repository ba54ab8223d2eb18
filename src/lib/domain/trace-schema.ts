import * as v from 'valibot';
import { LAB } from './limits.ts';
import { DROP_REASONS, LANE_KINDS, LOG_LEVELS, PROTOCOLS, STATE_OPERATIONS } from './trace.ts';
import type { Json, Trace, TraceEvent } from './trace.ts';

/** A trace as it comes from a machine or over the network: foreign code may have written any of it. */
const name = v.pipe(v.string(), v.maxLength(80));
const text = v.pipe(
	v.string(),
	v.transform((value) => value.slice(0, LAB.traceTextMaxLength))
);
const number = v.pipe(v.number(), v.finite());
const index = v.pipe(v.number(), v.integer(), v.minValue(-1));
const json = v.custom<Json>(() => true);

const base = {
	index,
	atMs: number,
	node: v.pipe(v.string(), v.maxLength(80)),
	cause: index,
	lamport: number,
	source: v.optional(v.object({ path: text, line: number, column: number }))
};

const eventSchema: v.GenericSchema<unknown, TraceEvent> = v.variant('kind', [
	v.object({ ...base, kind: v.picklist(['start', 'restart', 'stop']), incarnation: number }),
	v.object({ ...base, kind: v.literal('crash'), reason: text }),
	v.object({
		...base,
		kind: v.literal('send'),
		message: index,
		to: name,
		protocol: v.picklist(PROTOCOLS),
		label: text,
		answers: v.nullable(index),
		isRoutine: v.optional(v.literal(true)),
		body: v.optional(json),
		duplicateOf: v.optional(index)
	}),
	v.object({ ...base, kind: v.literal('receive'), message: index, from: name }),
	v.object({ ...base, kind: v.literal('drop'), message: index, from: name, why: v.picklist(DROP_REASONS) }),
	v.object({ ...base, kind: v.literal('timer'), label: text }),
	v.object({ ...base, kind: v.literal('log'), level: v.picklist(LOG_LEVELS), text }),
	v.object({ ...base, kind: v.literal('busy'), durationMs: number, label: text }),
	v.object({
		...base,
		kind: v.literal('state'),
		key: text,
		operation: v.picklist(STATE_OPERATIONS),
		value: v.optional(json)
	}),
	v.object({ ...base, kind: v.literal('gauge'), key: text, value: number }),
	v.object({ ...base, kind: v.literal('mark'), name, text }),
	v.object({ ...base, kind: v.literal('property'), name: text, ok: v.boolean(), text })
]);

export const traceSchema: v.GenericSchema<unknown, Trace> = v.object({
	version: v.literal(1),
	seed: number,
	endMs: number,
	lanes: v.pipe(
		v.array(v.object({ name, kind: v.picklist(LANE_KINDS), group: v.nullable(name) })),
		v.maxLength(LAB.nodesMaxCount)
	),
	events: v.pipe(v.array(eventSchema), v.maxLength(LAB.eventsMaxCount)),
	faults: v.array(v.object({ id: text, atMs: number, text })),
	omittedCount: number
});
