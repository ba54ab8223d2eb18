import type { Report } from '../../src/lib/domain/report.ts';

/** The values a run has shown under one key, in the order they came. */
export function shownStates(report: Report, key: string): unknown[] {
	const events = report.traces?.[0]?.trace.events ?? [];
	return events.flatMap((event) =>
		event.kind === 'state' && event.key === key && event.operation === 'set' ? [event.value] : []
	);
}
