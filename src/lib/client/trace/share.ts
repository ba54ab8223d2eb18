import * as v from 'valibot';
import { scheduleSchema } from '#lib/domain/schedule-schema.ts';
import type { AddedFault, Schedule } from '#lib/domain/trace.ts';

/** What a link may carry. More than anyone breaks by hand, less than an address may hold. */
const TEXT_MAX_LENGTH = 4_000;
const PARTS_MAX_COUNT = 100;

/**
 * A schedule as the text of one URL parameter: the seed, then a part for each thing that differs from it.
 * `7`, `7~t2`, `7~cworker-1*204.5*500~d31`. Short, and still readable by a person.
 */
export function scheduleText({ seed, tieBreak, onlyFaults, addedFaults }: Schedule): string {
	const parts = [String(seed)];
	if (tieBreak !== undefined) parts.push(`t${tieBreak}`);
	if (onlyFaults?.length === 0) parts.push('o');
	for (const id of onlyFaults ?? []) parts.push(`o${escaped(id)}`);
	for (const fault of addedFaults ?? []) parts.push(faultText(fault));
	return parts.join('~');
}

/** Null for what is no schedule: links are typed, cut and made up. */
export function parseSchedule(text: string): Schedule | null {
	if (text.length > TEXT_MAX_LENGTH) return null;
	const [seed = '', ...parts] = text.split('~');
	if (parts.length > PARTS_MAX_COUNT) return null;

	const read: { seed: number; tieBreak?: number; onlyFaults?: string[]; addedFaults?: unknown[] } = {
		seed: numberFrom(seed)
	};
	for (const part of parts) {
		const fields = part.slice(1).split('*').map(unescaped);
		if (part.startsWith('t')) read.tieBreak = numberFrom(fields[0]);
		else if (part === 'o') read.onlyFaults ??= [];
		else if (part.startsWith('o')) (read.onlyFaults ??= []).push(fields[0] ?? '');
		else (read.addedFaults ??= []).push(faultFrom(part.slice(0, 1), fields));
	}

	const parsed = v.safeParse(scheduleSchema, read);
	if (!parsed.success) return null;
	const { tieBreak, onlyFaults, addedFaults } = parsed.output;
	return {
		seed: parsed.output.seed,
		...(tieBreak === undefined ? {} : { tieBreak }),
		...(onlyFaults === undefined ? {} : { onlyFaults }),
		...(addedFaults === undefined ? {} : { addedFaults })
	};
}

function faultText(fault: AddedFault): string {
	switch (fault.kind) {
		case 'crash':
			return `c${escaped(fault.node)}*${fault.atMs}*${fault.downMs}`;
		case 'drop':
			return `d${fault.message}`;
		case 'cut':
			return `x${fault.nodes.map(escaped).join('*')}*${fault.atMs}*${fault.forMs}`;
		case 'slow':
			return `s${fault.nodes.map(escaped).join('*')}*${fault.factor}`;
	}
}

function faultFrom(letter: string, fields: readonly string[]): unknown {
	const [first, second, third, fourth] = fields;
	switch (letter) {
		case 'c':
			return { kind: 'crash', node: first, atMs: numberFrom(second), downMs: numberFrom(third) };
		case 'd':
			return { kind: 'drop', message: numberFrom(first) };
		case 'x':
			return { kind: 'cut', nodes: [first, second], atMs: numberFrom(third), forMs: numberFrom(fourth) };
		case 's':
			return { kind: 'slow', nodes: [first, second], factor: numberFrom(third) };
		default:
			return null;
	}
}

/** Only plain decimals: no sign, no space, no `0x`. */
function numberFrom(text: string | undefined): number {
	return text !== undefined && /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
}

/** The signs that part the text, and the one that escapes. The rest is the business of URLSearchParams. */
function escaped(text: string): string {
	return text.replace(/[~*!]/g, (sign) => `!${'~*!'.indexOf(sign)}`);
}

function unescaped(text: string): string {
	return text.replace(/!([012])/g, (_, place: string) => '~*!'.charAt(Number(place)));
}
