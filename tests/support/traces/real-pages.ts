import type { HeapPageImage, SnapshotImage } from '../../../src/lib/domain/postgres-images.ts';

/**
 * Pages of one table as `\draw` recorded them on PostgreSQL 18.6: (1, Ada, 100) was replaced twice by HOT updates, an
 * update of (2, Grace, 50) was rolled back, Ada's name, which is indexed, was changed, and row 3 deleted.
 */
export const HOT_AND_ROLLED_BACK: { page: HeapPageImage; snapshot: SnapshotImage } = {
	page: {
		table: 'accounts',
		block: 0,
		lower: 52,
		upper: 7920,
		pageBytes: 8192,
		isAllVisible: false,
		linePointers: [
			{
				number: 1,
				state: 'normal',
				redirectsTo: null,
				tuple: {
					offset: 8152,
					bytes: 36,
					xmin: 764,
					xmax: 765,
					ctid: { block: 0, number: 4 },
					flags: ['HEAP_HASVARWIDTH', 'HEAP_XMIN_COMMITTED', 'HEAP_XMAX_COMMITTED', 'HEAP_HOT_UPDATED'],
					values: { id: '1', owner: 'Ada', balance: '100' }
				}
			},
			{
				number: 2,
				state: 'normal',
				redirectsTo: null,
				tuple: {
					offset: 8112,
					bytes: 40,
					xmin: 764,
					xmax: 767,
					ctid: { block: 0, number: 6 },
					flags: ['HEAP_HASVARWIDTH', 'HEAP_XMIN_COMMITTED', 'HEAP_HOT_UPDATED'],
					values: { id: '2', owner: 'Grace', balance: '50' }
				}
			},
			{
				number: 3,
				state: 'normal',
				redirectsTo: null,
				tuple: {
					offset: 8080,
					bytes: 32,
					xmin: 764,
					xmax: 769,
					ctid: { block: 0, number: 3 },
					flags: ['HEAP_HASNULL', 'HEAP_XMIN_COMMITTED', 'HEAP_KEYS_UPDATED'],
					values: { id: '3', owner: null, balance: '7' }
				}
			},
			{
				number: 4,
				state: 'normal',
				redirectsTo: null,
				tuple: {
					offset: 8040,
					bytes: 36,
					xmin: 765,
					xmax: 766,
					ctid: { block: 0, number: 5 },
					flags: [
						'HEAP_HASVARWIDTH',
						'HEAP_XMIN_COMMITTED',
						'HEAP_XMAX_COMMITTED',
						'HEAP_UPDATED',
						'HEAP_HOT_UPDATED',
						'HEAP_ONLY_TUPLE'
					],
					values: { id: '1', owner: 'Ada', balance: '90' }
				}
			},
			{
				number: 5,
				state: 'normal',
				redirectsTo: null,
				tuple: {
					offset: 8000,
					bytes: 36,
					xmin: 766,
					xmax: 768,
					ctid: { block: 0, number: 7 },
					flags: ['HEAP_HASVARWIDTH', 'HEAP_XMIN_COMMITTED', 'HEAP_UPDATED', 'HEAP_ONLY_TUPLE'],
					values: { id: '1', owner: 'Ada', balance: '80' }
				}
			},
			{
				number: 6,
				state: 'normal',
				redirectsTo: null,
				tuple: {
					offset: 7960,
					bytes: 40,
					xmin: 767,
					xmax: 0,
					ctid: { block: 0, number: 6 },
					flags: ['HEAP_HASVARWIDTH', 'HEAP_XMAX_INVALID', 'HEAP_UPDATED', 'HEAP_ONLY_TUPLE'],
					values: { id: '2', owner: 'Grace', balance: '0' }
				}
			},
			{
				number: 7,
				state: 'normal',
				redirectsTo: null,
				tuple: {
					offset: 7920,
					bytes: 40,
					xmin: 768,
					xmax: 0,
					ctid: { block: 0, number: 7 },
					flags: ['HEAP_HASVARWIDTH', 'HEAP_XMAX_INVALID', 'HEAP_UPDATED'],
					values: { id: '1', owner: 'Ada L.', balance: '80' }
				}
			}
		]
	},
	snapshot: { xmin: 770, xmax: 770, running: [], aborted: [767], own: null, scope: 'statement' }
};

/** The same after VACUUM. */
export const AFTER_VACUUM: { page: HeapPageImage; snapshot: SnapshotImage } = {
	page: {
		table: 'accounts',
		block: 0,
		lower: 52,
		upper: 8112,
		pageBytes: 8192,
		isAllVisible: true,
		linePointers: [
			{ number: 1, state: 'unused', redirectsTo: null, tuple: null },
			{
				number: 2,
				state: 'normal',
				redirectsTo: null,
				tuple: {
					offset: 8152,
					bytes: 40,
					xmin: 764,
					xmax: 767,
					ctid: { block: 0, number: 6 },
					flags: ['HEAP_HASVARWIDTH', 'HEAP_XMIN_COMMITTED', 'HEAP_XMAX_INVALID', 'HEAP_HOT_UPDATED'],
					values: { id: '2', owner: 'Grace', balance: '50' }
				}
			},
			{ number: 3, state: 'unused', redirectsTo: null, tuple: null },
			{ number: 4, state: 'unused', redirectsTo: null, tuple: null },
			{ number: 5, state: 'unused', redirectsTo: null, tuple: null },
			{ number: 6, state: 'unused', redirectsTo: null, tuple: null },
			{
				number: 7,
				state: 'normal',
				redirectsTo: null,
				tuple: {
					offset: 8112,
					bytes: 40,
					xmin: 768,
					xmax: 0,
					ctid: { block: 0, number: 7 },
					flags: ['HEAP_HASVARWIDTH', 'HEAP_XMIN_COMMITTED', 'HEAP_XMAX_INVALID', 'HEAP_UPDATED'],
					values: { id: '1', owner: 'Ada L.', balance: '80' }
				}
			}
		]
	},
	snapshot: { xmin: 770, xmax: 770, running: [], aborted: [767], own: null, scope: 'statement' }
};
