import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { LAB } from '../domain/limits.ts';
import type { RunTrace } from '../domain/report.ts';
import type { Trace, TraceEvent } from '../domain/trace.ts';
import { traceSchema } from '../domain/trace-schema.ts';
import { parseMessage } from './guest-messages.ts';
import type { Positions } from './positions.ts';

const tracesSchema = v.pipe(
	v.array(v.object({ checkId: v.nullable(v.string()), trace: traceSchema })),
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
