import { describe, expect, test } from 'vitest';
import { append, hashBlock, NO_PARENT, validate, type Block } from '../chain.ts';

const LINES = ['genesis', 'ada pays bob 30', 'bob pays eve 5', 'ada pays eve 12', 'eve pays bob 9'];
const chainOf = (lines: readonly string[]): Block[] =>
	lines.reduce<Block[]>((chain, data) => append(chain, data), []);
const edited = (chain: readonly Block[], index: number, change: Partial<Block>): Block[] =>
	chain.map((block, place) => (place === index ? { ...block, ...change } : block));

describe('1. Hash a block', () => {
	const block = { index: 1, prevHash: 'a'.repeat(64), data: 'ada pays bob 30' };

	test('a hash has 64 hexadecimal digits', () => {
		expect(hashBlock(block), 'the hash of a block').toMatch(/^[0-9a-f]{64}$/);
	});

	test('each field changes the hash', () => {
		const hash = hashBlock(block);

		expect(hashBlock({ ...block, index: 2 }) === hash, 'the same hash after the index was changed').toBe(
			false
		);
		expect(
			hashBlock({ ...block, data: 'ada pays bob 31' }) === hash,
			'the same hash after the data was changed'
		).toBe(false);
		expect(
			hashBlock({ ...block, prevHash: 'b'.repeat(64) }) === hash,
			'the same hash after the link was changed'
		).toBe(false);
	});

	test('the order in which the fields were set makes no difference', () => {
		const { index, prevHash, data } = block;

		expect(
			hashBlock({ data, prevHash, index }),
			'the hash of the same block, its fields set in another order'
		).toBe(hashBlock(block));
	});
});

describe('2. Append', () => {
	test('the first block points to 64 zeros', () => {
		expect(append([], 'genesis')[0]?.prevHash, 'prevHash of the first block').toBe(NO_PARENT);
	});

	test('each block points to the one before it', () => {
		const chain = chainOf(LINES);

		expect(
			chain.map(({ data }) => data),
			'the data of the blocks, in order'
		).toEqual(LINES);
		expect(
			chain.slice(1).map(({ prevHash }) => prevHash),
			'where blocks 1 to 4 point'
		).toEqual(chain.slice(0, -1).map(({ hash }) => hash));
	});

	test('the chain that was given stays as it was', () => {
		const chain = chainOf(LINES.slice(0, 2));

		append(chain, 'one more');

		expect(chain, 'the chain that a block was appended to').toHaveLength(2);
	});
});

describe('3. Validate', () => {
	test('a chain that was only appended to holds', () => {
		expect(validate(chainOf(LINES)), 'the first bad block of an untouched chain').toBeNull();
		expect(validate(chainOf(LINES.slice(0, 1))), 'the first bad block of a chain of one').toBeNull();
	});

	test('an empty chain holds', () => {
		expect(validate([]), 'the first bad block of no blocks').toBeNull();
	});

	test('changed data is reported at its own block', () => {
		const chain = edited(chainOf(LINES), 2, { data: 'bob pays eve 5000' });

		expect(validate(chain), 'the first bad block after the data of block 2 was changed').toBe(2);
	});
});
