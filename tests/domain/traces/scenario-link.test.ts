import { describe, expect, test } from 'vitest';
import { describeFault } from '#lib/client/trace/describe-fault.ts';
import { scenarioAt, scenarioFragment } from '#lib/client/trace/scenario-link.ts';
import { parseSchedule, scheduleText } from '#lib/client/trace/share.ts';
import { stateViewsOf, storesOf } from '#lib/client/trace/trace-views.ts';
import { TraceStore } from '#lib/client/trace/trace-store.svelte.ts';
import { usesLab } from '#lib/client/trace/uses-lab.ts';
import type { Schedule } from '#lib/domain/trace.ts';
import { doubleCharge } from '../../support/traces/double-charge.ts';

describe('a link to a scenario', () => {
	const schedule: Schedule = {
		seed: 7,
		addedFaults: [
			{ kind: 'crash', node: 'worker & co', atMs: 204.5, downMs: 500 },
			{ kind: 'slow', nodes: ['api', 'kafka~1'], factor: 4 }
		]
	};

	test('brings the schedule to the place it was made at, and to no other', () => {
		const fragment = scenarioFragment('snippet-charge', scheduleText(schedule));

		expect(parseSchedule(scenarioAt('snippet-charge', fragment) ?? '')).toEqual(schedule);
		expect(scenarioAt('snippet-pay', fragment)).toBeNull();
	});

	test('is none where the fragment is the name of a heading', () => {
		expect(scenarioAt('snippet-charge', '#snippet-charge')).toBeNull();
		expect(scenarioAt('snippet-charge', '')).toBeNull();
	});
});

describe('a program', () => {
	test.each([
		`import { lab } from 'lab';`,
		`import { createClient } from "redis";`,
		`import{Kafka}from 'kafkajs'`,
		`import http from 'node:http';`,
		`const { serve } = await import('@hono/node-server');`,
		`import { draw, gauge } from 'hotpath';`,
		`await fetch('http://api/orders')`
	])('is recorded when it may start a service: %s', (text) => {
		expect(usesLab({ 'main.ts': text })).toBe(true);
	});

	test.each([
		`import { createHash } from 'node:crypto';`,
		`import { label } from './lab.ts';`,
		`import { draw } from 'hotpath';`,
		`prefetch(1)`
	])('is not recorded otherwise: %s', (text) => {
		expect(usesLab({ 'main.ts': text }, {})).toBe(false);
	});

	test('is recorded when a file of ours starts the services for it', () => {
		expect(usesLab({ 'main.ts': '' }, { 'checks/visible.ts': `import { lab } from 'lab';` })).toBe(true);
	});
});

describe('what can be seen of a trace', () => {
	const { trace, history, index } = new TraceStore(doubleCharge());

	test('is what it has data for', () => {
		expect(stateViewsOf(trace, history)).toEqual(expect.arrayContaining(['log', 'state']));
		expect(storesOf(history)).toEqual(['redis']);
		const events = trace.events.filter(({ kind }) => kind !== 'state' && kind !== 'gauge');
		const bare = { ...trace, events: events.map((event, place) => ({ ...event, index: place })) };
		expect(stateViewsOf(bare, new TraceStore(bare).history)).toEqual([]);
	});

	test('is a dropped message by what it said, where it is known', () => {
		const [[message, { send }] = [0, { send: { label: '' } }]] = index.messages;

		expect(describeFault({ kind: 'drop', message }, index)).toBe(`“${send.label}” dropped`);
		expect(describeFault({ kind: 'drop', message: 31 }, null)).toBe('message 31 dropped');
	});
});
