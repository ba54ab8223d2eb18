import type { InspectedValue, OutputLevel } from '../../domain/report.ts';
import { elapsedMs, ownElapsedMs } from './clock.ts';
import { defineGlobal, host, toJson } from './host.ts';
import { filled } from './format.ts';
import { inspect } from './inspect.ts';
import { turn } from './turn.ts';

/** `console`, as values to look into instead of text. Each call is one message to the host. */
let depth = 0;
const counts = new Map<string, number>();
const startedAt = new Map<string, number>();

function print(level: OutputLevel, values: InspectedValue[]): void {
	const { stack } = new Error();
	const node = turn.owner?.printed(
		level === 'table' ? 'log' : level,
		values.map(({ text: shown }) => shown).join(' ')
	);
	host(
		`output|${toJson({ level, values, depth, atMs: ownElapsedMs(), node, stack: typeof stack === 'string' ? stack : '' })}`
	);
}

function printer(level: OutputLevel) {
	return (...values: unknown[]) => print(level, formatted(values));
}

function text(value: string): InspectedValue[] {
	return [{ kind: 'string', text: value }];
}

/** A first string with places is filled by the values after it; others stand for themselves. */
function formatted(values: readonly unknown[]): InspectedValue[] {
	const [template, ...rest] = values;
	if (typeof template !== 'string' || rest.length === 0 || !template.includes('%'))
		return values.map(inspect);
	try {
		const filledIn = filled(template, rest);
		return [...text(filledIn.text), ...rest.slice(filledIn.usedCount).map(inspect)];
	} catch {
		return values.map(inspect);
	}
}

const unfinished = { log: '', error: '' };

/** What `process.stdout` and `stderr` are given: each line that has ended is one of output. */
export function printLines(level: 'log' | 'error', written: string): void {
	const lines = (unfinished[level] + written).split('\n');
	unfinished[level] = lines.pop() ?? '';
	for (const line of lines) print(level, text(line));
}

/** At the end of a run a last line needs no end. */
export function printRest(): void {
	for (const level of ['log', 'error'] as const) if (unfinished[level] !== '') printLines(level, '\n');
}

export function installConsole(): void {
	defineGlobal('console', {
		log: printer('log'),
		info: printer('info'),
		debug: printer('debug'),
		warn: printer('warn'),
		error: printer('error'),
		trace: printer('debug'),
		dir: (value: unknown) => print('log', [inspect(value)]),
		table: (rows: unknown) => print('table', [inspect(rows)]),
		assert(condition: unknown, ...values: unknown[]) {
			if (!condition) print('error', [...text('Assertion failed'), ...formatted(values)]);
		},
		group(...values: unknown[]) {
			if (values.length > 0) print('log', formatted(values));
			depth = Math.min(depth + 1, 20);
		},
		groupCollapsed(...values: unknown[]) {
			if (values.length > 0) print('log', formatted(values));
			depth = Math.min(depth + 1, 20);
		},
		groupEnd() {
			depth = Math.max(0, depth - 1);
		},
		count(label = 'default') {
			const next = (counts.get(label) ?? 0) + 1;
			counts.set(label, next);
			print('log', text(`${label}: ${next}`));
		},
		countReset: (label = 'default') => counts.delete(label),
		time: (label = 'default') => startedAt.set(label, elapsedMs()),
		timeEnd(label = 'default') {
			print('log', text(`${label}: ${elapsedMs() - (startedAt.get(label) ?? elapsedMs())} ms`));
			startedAt.delete(label);
		},
		timeLog(label = 'default') {
			print('log', text(`${label}: ${elapsedMs() - (startedAt.get(label) ?? elapsedMs())} ms`));
		}
	});
}
