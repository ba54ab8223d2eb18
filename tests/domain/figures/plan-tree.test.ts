import { describe, expect, test } from 'vitest';
import { misestimate, mostWrong, planNodesOf, rowsWords } from '../../../src/lib/client/figures/plan-tree.ts';
import { planNodeName } from '../../../src/lib/domain/plan-name.ts';
import { JOIN_PLAN } from '../../support/traces/real-plan.ts';

describe('a plan of a real server', () => {
	const nodes = planNodesOf(JOIN_PLAN);

	test('is told from its root down, with what takes the rows of each', () => {
		expect(nodes.map(({ name, depth, parent }) => [name, depth, parent])).toEqual([
			['Limit', 0, null],
			['Sort', 1, 0],
			['GroupAggregate', 2, 1],
			['Sort', 3, 2],
			['Nested Loop', 4, 3],
			['Seq Scan on orders o', 5, 4],
			['Index Scan using users_pkey on users u', 5, 4]
		]);
	});

	test('tells the pages of each node from those below it', () => {
		expect(nodes.map(({ hit, read, ownPages }) => [hit + read, ownPages])).toEqual([
			...[
				[178, 0],
				[178, 3],
				[175, 0],
				[175, 0],
				[175, 0],
				[109, 109],
				[66, 66]
			]
		]);
	});

	test('is most wrong where the error begins, not where it has risen to', () => {
		expect(nodes[mostWrong(nodes) ?? 0]?.name).toBe('Seq Scan on orders o');
	});

	test('says rows for each loop, and counts of what happened, but no times', () => {
		const [, , , , , filtered, looked] = nodes;

		expect(looked && rowsWords(looked)).toBe('1 row × 22 loops, 1 expected');
		expect(filtered?.details).toEqual([{ name: 'Filter', text: '(paid AND (total = 0))' }]);
		expect(filtered?.fields).toContainEqual({ name: 'Rows Removed by Filter', text: '19,978' });
		expect(looked?.fields.map(({ name }) => name)).not.toContain('Rows Removed by Index Recheck');
		const [unmapped] = planNodesOf({ 'Node Type': 'Index Only Scan', 'Heap Fetches': 0 });
		expect(unmapped?.details).toEqual([{ name: 'Heap Fetches', text: '0' }]);
		const timed = planNodesOf({ 'Actual Startup Time': 3, 'Actual Total Time': 4, 'I/O Read Time': 5 });
		expect(timed[0]?.fields).toEqual([]);
	});
});

describe('a plan', () => {
	test('that was not run, or in part never, has no error of the planner', () => {
		const [planned] = planNodesOf({ 'Node Type': 'Result', 'Plan Rows': 1000 });
		const [never] = planNodesOf({ 'Plan Rows': 1000, 'Actual Rows': 0, 'Actual Loops': 0 });

		expect(planned && [misestimate(planned), rowsWords(planned)]).toEqual([null, '1,000 rows expected']);
		expect(never && [misestimate(never), rowsWords(never)]).toEqual([null, 'never run; 1,000 rows expected']);
	});

	test('of nonsense, as only foreign code would write it, is drawn all the same', () => {
		let deep: unknown = {};
		for (let depth = 0; depth < 20_000; depth++) deep = { Plans: [deep, 'nonsense'] };

		expect(planNodesOf(deep)).toHaveLength(300);
		expect(planNodesOf('nonsense')).toHaveLength(1);
	});

	test.each([
		[{ 'Node Type': 'Hash Join', 'Join Type': 'Left' }, 'Hash Left Join'],
		[{ 'Node Type': 'Hash Join', 'Join Type': 'Inner' }, 'Hash Join'],
		[{ 'Node Type': 'Nested Loop', 'Join Type': 'Anti' }, 'Nested Loop Anti Join'],
		[{ 'Node Type': 'Aggregate', Strategy: 'Hashed', 'Partial Mode': 'Partial' }, 'Partial HashAggregate'],
		[{ 'Node Type': 'ModifyTable', Operation: 'Update', 'Relation Name': 't', Alias: 't' }, 'Update on t'],
		[{ 'Node Type': 'Bitmap Index Scan', 'Index Name': 'i' }, 'Bitmap Index Scan on i'],
		[
			{
				'Node Type': 'Index Only Scan',
				'Scan Direction': 'Backward',
				'Index Name': 'i',
				'Relation Name': 't'
			},
			'Index Only Scan Backward using i on t'
		],
		[{ 'Node Type': 'Function Scan', Alias: 'g' }, 'Function Scan on g']
	])('names %j as EXPLAIN does', (node, name) => {
		expect(planNodeName(node)).toBe(name);
	});
});
