import type { Json } from '../../../src/lib/domain/trace.ts';

/**
 * A join as PostgreSQL 18.6 explained it with ANALYZE and BUFFERS: the planner takes two conditions for independent
 * that are not. Without fields that were 0 or false everywhere.
 */
export const JOIN_PLAN: Json = {
	'Node Type': 'Limit',
	'Parallel Aware': false,
	'Startup Cost': 375.65,
	'Total Cost': 375.66,
	'Plan Rows': 2,
	'Plan Width': 13,
	'Actual Rows': 1,
	'Actual Loops': 1,
	'Shared Hit Blocks': 178,
	'Shared Read Blocks': 0,
	Plans: [
		{
			'Node Type': 'Sort',
			'Parent Relationship': 'Outer',
			'Parallel Aware': false,
			'Startup Cost': 375.65,
			'Total Cost': 375.66,
			'Plan Rows': 2,
			'Plan Width': 13,
			'Actual Rows': 1,
			'Actual Loops': 1,
			'Sort Key': ['(sum(o.total)) DESC'],
			'Sort Method': 'quicksort',
			'Sort Space Used': 17,
			'Sort Space Type': 'Memory',
			'Shared Hit Blocks': 178,
			'Shared Read Blocks': 0,
			Plans: [
				{
					'Node Type': 'Aggregate',
					Strategy: 'Sorted',
					'Partial Mode': 'Simple',
					'Parent Relationship': 'Outer',
					'Parallel Aware': false,
					'Startup Cost': 375.61,
					'Total Cost': 375.64,
					'Plan Rows': 2,
					'Plan Width': 13,
					'Actual Rows': 1,
					'Actual Loops': 1,
					'Group Key': ['u.name'],
					'Shared Hit Blocks': 175,
					'Shared Read Blocks': 0,
					Plans: [
						{
							'Node Type': 'Sort',
							'Parent Relationship': 'Outer',
							'Parallel Aware': false,
							'Startup Cost': 375.61,
							'Total Cost': 375.61,
							'Plan Rows': 2,
							'Plan Width': 9,
							'Actual Rows': 22,
							'Actual Loops': 1,
							'Sort Key': ['u.name'],
							'Sort Method': 'quicksort',
							'Sort Space Used': 17,
							'Sort Space Type': 'Memory',
							'Shared Hit Blocks': 175,
							'Shared Read Blocks': 0,
							Plans: [
								{
									'Node Type': 'Nested Loop',
									'Parent Relationship': 'Outer',
									'Parallel Aware': false,
									'Join Type': 'Inner',
									'Startup Cost': 0.28,
									'Total Cost': 375.6,
									'Plan Rows': 2,
									'Plan Width': 9,
									'Actual Rows': 22,
									'Actual Loops': 1,
									'Inner Unique': true,
									'Shared Hit Blocks': 175,
									'Shared Read Blocks': 0,
									Plans: [
										{
											'Node Type': 'Seq Scan',
											'Parent Relationship': 'Outer',
											'Parallel Aware': false,
											'Relation Name': 'orders',
											Alias: 'o',
											'Startup Cost': 0,
											'Total Cost': 359,
											'Plan Rows': 2,
											'Plan Width': 8,
											'Actual Rows': 22,
											'Actual Loops': 1,
											Filter: '(paid AND (total = 0))',
											'Rows Removed by Filter': 19978,
											'Shared Hit Blocks': 109,
											'Shared Read Blocks': 0
										},
										{
											'Node Type': 'Index Scan',
											'Parent Relationship': 'Inner',
											'Parallel Aware': false,
											'Scan Direction': 'Forward',
											'Index Name': 'users_pkey',
											'Relation Name': 'users',
											Alias: 'u',
											'Startup Cost': 0.28,
											'Total Cost': 8.29,
											'Plan Rows': 1,
											'Plan Width': 9,
											'Actual Rows': 1,
											'Actual Loops': 22,
											'Index Cond': '(id = o.user_id)',
											'Rows Removed by Index Recheck': 0,
											'Index Searches': 22,
											'Shared Hit Blocks': 66,
											'Shared Read Blocks': 0
										}
									]
								}
							]
						}
					]
				}
			]
		}
	]
};
