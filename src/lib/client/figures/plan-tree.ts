import * as v from 'valibot';
import type { PlanImage } from '#lib/domain/postgres-images.ts';

/** A node of a plan as it is drawn. */
export interface PlanNode {
	/** `Index Only Scan using orders_user on orders`. */
	name: string;
	/** Rows of one loop, and how many loops. */
	expectedRows: number;
	actualRows: number | null;
	loops: number;
	/** Pages of itself and all below it: found in shared buffers, and read. */
	hit: number;
	read: number;
	/** Conditions and counts, as EXPLAIN names them. */
	details: readonly { name: string; text: string }[];
	children: readonly PlanNode[];
}

export const planSchema: v.GenericSchema<unknown, PlanImage> = v.object({
	statement: v.string(),
	// What a trace holds is JSON; the tree below is read node by node.
	plan: v.custom<PlanImage['plan']>((value) => isRecord(value))
});

const CONDITIONS = [
	'Index Cond',
	'Recheck Cond',
	'Filter',
	'Hash Cond',
	'Merge Cond',
	'Join Filter',
	'Sort Key',
	'Group Key',
	'Rows Removed by Filter',
	'Rows Removed by Index Recheck',
	'Heap Fetches',
	'Sort Method',
	'Workers Planned'
];

export function planNodeOf(json: unknown): PlanNode {
	const node = isRecord(json) ? json : {};
	const number = (name: string) => (typeof node[name] === 'number' ? node[name] : 0);
	const text = (name: string) => (typeof node[name] === 'string' ? node[name] : '');
	const named = [text('Node Type')];
	if (text('Index Name')) named.push(`using ${text('Index Name')}`);
	if (text('Relation Name')) named.push(`on ${text('Relation Name')}`);
	if (text('Alias') && text('Alias') !== text('Relation Name')) named.push(text('Alias'));
	return {
		name: named.join(' '),
		expectedRows: number('Plan Rows'),
		actualRows: typeof node['Actual Rows'] === 'number' ? node['Actual Rows'] : null,
		loops: number('Actual Loops') || 1,
		hit: number('Shared Hit Blocks'),
		read: number('Shared Read Blocks'),
		details: CONDITIONS.filter((name) => node[name] !== undefined).map((name) => ({
			name,
			text: wordsOf(node[name])
		})),
		children: Array.isArray(node['Plans']) ? node['Plans'].map(planNodeOf) : []
	};
}

/** By how much the planner was wrong, as a factor of 1 or more; null where it was not run. */
export function misestimate({ expectedRows, actualRows }: PlanNode): number | null {
	if (actualRows === null) return null;
	const [one, other] = [Math.max(1, expectedRows), Math.max(1, actualRows)];
	return Math.max(one / other, other / one);
}

function wordsOf(value: unknown): string {
	return Array.isArray(value) ? value.join(', ') : String(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
