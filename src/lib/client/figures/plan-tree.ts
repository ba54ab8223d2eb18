import * as v from 'valibot';
import { planNodeName } from '#lib/domain/plan-name.ts';
import type { PlanImage } from '#lib/domain/postgres-images.ts';

/** A node of a plan as it is drawn. */
export interface PlanNode {
	/** `Index Only Scan using orders_user on orders`. */
	name: string;
	/** `InitPlan 1`, of a plan that is run for its own sake. */
	role: string | null;
	depth: number;
	/** Its place in the list of all; null for the root. */
	parent: number | null;
	/** Rows of one loop, and how many loops; null where it was not run, 0 loops where nobody asked it for rows. */
	expectedRows: number;
	actualRows: number | null;
	loops: number | null;
	/** Pages of itself and all below it: found in shared buffers, and read. */
	hit: number;
	read: number;
	/** Of those its own. */
	ownPages: number;
	/** What it compares, filters and sorts by, and for how many rows its index was not enough. */
	details: readonly PlanField[];
	/** What else EXPLAIN says of it, but for times. */
	fields: readonly PlanField[];
}

export interface PlanField {
	name: string;
	text: string;
}

export const planSchema: v.GenericSchema<unknown, PlanImage> = v.object({
	statement: v.string(),
	// What a trace holds is JSON; the tree below is read node by node.
	plan: v.custom<PlanImage['plan']>((value) => isRecord(value))
});

/** Larger plans are not read from a picture. */
const NODES_MAX_COUNT = 300;

const DETAILS = [
	'Index Cond',
	'Recheck Cond',
	'Filter',
	'Hash Cond',
	'Merge Cond',
	'Join Filter',
	'Sort Key',
	'Presorted Key',
	'Group Key',
	'Cache Key',
	'Heap Fetches'
];

/** Said by the name, drawn, or of no use to a reader. */
const NOT_FIELDS = new Set([
	...['Node Type', 'Parent Relationship', 'Subplan Name', 'Relation Name', 'Schema', 'Alias', 'Index Name'],
	...['Scan Direction', 'Parallel Aware', 'Async Capable', 'Partial Mode', 'Strategy', 'Operation'],
	...['Plan Rows', 'Actual Rows', 'Actual Loops', 'Plans', 'Output', ...DETAILS]
]);

/** The nodes of a plan from its root down, each before what gives it rows. Foreign code may have written it. */
export function planNodesOf(plan: unknown): PlanNode[] {
	const nodes: PlanNode[] = [];
	const open: { json: unknown; depth: number; parent: number | null }[] = [
		{ json: plan, depth: 0, parent: null }
	];
	for (let next = open.pop(); next && nodes.length < NODES_MAX_COUNT; next = open.pop()) {
		const json = isRecord(next.json) ? next.json : {};
		const place = nodes.length;
		nodes.push({ depth: next.depth, parent: next.parent, ...planNodeFrom(json) });
		const depth = next.depth + 1;
		open.push(
			...childrenOf(json)
				.map((child) => ({ json: child, depth, parent: place }))
				.toReversed()
		);
	}
	return nodes;
}

function planNodeFrom(json: Readonly<Record<string, unknown>>): Omit<PlanNode, 'depth' | 'parent'> {
	const number = (name: string) => (typeof json[name] === 'number' ? json[name] : null);
	const [hit, read] = [number('Shared Hit Blocks') ?? 0, number('Shared Read Blocks') ?? 0];
	const below = childrenOf(json).reduce((sum: number, child) => sum + pagesOf(child), 0);
	return {
		name: planNodeName(json),
		role: typeof json['Subplan Name'] === 'string' ? json['Subplan Name'] : null,
		expectedRows: number('Plan Rows') ?? 0,
		actualRows: number('Actual Rows'),
		loops: number('Actual Loops'),
		hit,
		read,
		ownPages: Math.max(0, hit + read - below),
		details: DETAILS.filter((name) => json[name] !== undefined).map((name) => ({
			name,
			text: wordsOf(json[name])
		})),
		fields: Object.entries(json).flatMap(([name, value]) =>
			isWorthSaying(name, value) ? [{ name, text: wordsOf(value) }] : []
		)
	};
}

/** Counts of what did not happen only take room. */
function isWorthSaying(name: string, value: unknown): boolean {
	if (NOT_FIELDS.has(name) || /\bTime\b/.test(name) || isRecord(value)) return false;
	if (Array.isArray(value)) return value.every((item) => typeof item === 'string');
	return value !== 0 && value !== false && value !== null;
}

function childrenOf(json: Readonly<Record<string, unknown>>): unknown[] {
	return Array.isArray(json['Plans']) ? json['Plans'] : [];
}

function pagesOf(json: unknown): number {
	if (!isRecord(json)) return 0;
	const [hit, read] = [json['Shared Hit Blocks'], json['Shared Read Blocks']];
	return (typeof hit === 'number' ? hit : 0) + (typeof read === 'number' ? read : 0);
}

/** By how much the planner was wrong, as a factor of 1 or more; null where it was not run. */
export function misestimate({ expectedRows, actualRows, loops }: PlanNode): number | null {
	if (actualRows === null || loops === 0) return null;
	const [one, other] = [Math.max(1, expectedRows), Math.max(1, actualRows)];
	return Math.max(one / other, other / one);
}

/** From here on an estimate is worth a look. */
export const WRONG_FROM = 10;

/** The node where the planner was most wrong, the deepest of equals: from there the error rises; null without one. */
export function mostWrong(nodes: readonly PlanNode[]): number | null {
	let worst: { place: number; factor: number } | null = null;
	for (const [place, node] of nodes.entries()) {
		const factor = misestimate(node) ?? 1;
		if (factor >= WRONG_FROM && factor >= (worst?.factor ?? 0)) worst = { place, factor };
	}
	return worst && worst.place;
}

/** Rows expected and got, in words. */
export function rowsWords({ expectedRows, actualRows, loops }: PlanNode): string {
	const rows = (count: number) =>
		`${count.toLocaleString('en', { maximumFractionDigits: 2 })} ${count === 1 ? 'row' : 'rows'}`;
	if (actualRows === null) return `${rows(expectedRows)} expected`;
	if (loops === 0) return `never run; ${rows(expectedRows)} expected`;
	const times = loops !== null && loops > 1 ? ` × ${loops.toLocaleString('en')} loops` : '';
	return `${rows(actualRows)}${times}, ${expectedRows.toLocaleString('en')} expected`;
}

function wordsOf(value: unknown): string {
	if (Array.isArray(value)) return value.join(', ');
	return typeof value === 'number' ? value.toLocaleString('en') : String(value);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
