import { planNodeName } from '../../../../domain/plan-name.ts';

/** A node of EXPLAIN (FORMAT JSON); https://www.postgresql.org/docs/18/using-explain.html */
type PlanNode = Readonly<Record<string, unknown>>;

/**
 * A plan in lines like PostgreSQL's own, from its JSON: what a node does, the rows it was expected to give
 * and gave, the pages it read. Without times, which say nothing here.
 */
export function planText(plan: PlanNode, depth = 0): string {
	const indent = depth === 0 ? '' : `${'      '.repeat(depth - 1)}  ->  `;
	const below = `${'      '.repeat(depth)}  `;
	const children = Array.isArray(plan['Plans']) ? plan['Plans'].filter(isNode) : [];
	return [
		`${indent}${planNodeName(plan)}  (${rowsOf(plan)})`,
		...detailsOf(plan).map((detail) => below + detail),
		...children.map((child) => planText(child, depth + 1))
	].join('\n');
}

export function isNode(value: unknown): value is PlanNode {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function rowsOf(plan: PlanNode): string {
	const expected = `rows expected ${String(plan['Plan Rows'])}`;
	if (plan['Actual Rows'] === undefined) return expected;
	const loops = Number(plan['Actual Loops']);
	return `${expected}, got ${Number(plan['Actual Rows'])}${loops > 1 ? ` × ${loops}` : ''}`;
}

const CONDITIONS = ['Index Cond', 'Recheck Cond', 'Filter', 'Hash Cond', 'Join Filter', 'Merge Cond'];
const COUNTS = ['Rows Removed by Filter', 'Rows Removed by Index Recheck', 'Heap Fetches'];

function detailsOf(plan: PlanNode): string[] {
	const details = CONDITIONS.filter((name) => plan[name] !== undefined).map(
		(name) => `${name}: ${String(plan[name])}`
	);
	const sortKey = plan['Sort Key'];
	if (Array.isArray(sortKey)) details.push(`Sort Key: ${sortKey.join(', ')}`);
	for (const name of COUNTS)
		if (plan[name] !== undefined && (plan[name] !== 0 || name === 'Heap Fetches'))
			details.push(`${name}: ${String(plan[name])}`);
	const [hit, read] = [plan['Shared Hit Blocks'], plan['Shared Read Blocks']].map(Number);
	if (hit !== undefined && read !== undefined && hit + read > 0)
		details.push(`Buffers: shared hit=${hit} read=${read}`);
	return details;
}
