import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { LAB } from '../domain/limits.ts';
import type { RunTrace } from '../domain/report.ts';
import { DROP_REASONS, LANE_KINDS, LOG_LEVELS, PROTOCOLS, STATE_OPERATIONS } from '../domain/trace.ts';
import type { Json, Trace, TraceEvent } from '../domain/trace.ts';
import { parseMessage } from './guest-messages.ts';
import type { Positions } from './positions.ts';

/** The traces of a run, as the machine tells them: foreign code may have written any of it. */
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

const tracesSchema = v.pipe(
	v.array(
		v.object({
			checkId: v.nullable(text),
			trace: v.object({
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
			})
		})
	),
	v.maxLength(LAB.tracesMaxCount)
);

/** Empty when they are not what they should be, or more than a report may hold. */
export function tracesFrom(message: string, positions: Positions): RunTrace[] {
	const traces = parseMessage(tracesSchema, message, LAB.traceMaxBytes) ?? [];
	return traces.map(({ checkId, trace }) => ({
		checkId,
		trace: { ...trace, events: trace.events.map((event) => located(event, positions)) },
		digest: digestOf(trace)
	}));
}

/** Names the place as its author knows it. */
function located(event: TraceEvent, positions: Positions): TraceEvent {
	if (!event.source) return event;
	const { source, ...rest } = event;
	const place = positions.placeOf(source);
	return place ? { ...rest, source: place } : rest;
}

function digestOf(trace: Trace): string {
	const withoutSources = JSON.stringify(trace, (key, value) => (key === 'source' ? undefined : value));
	return bytesToHex(sha256(utf8ToBytes(withoutSources)));
}
