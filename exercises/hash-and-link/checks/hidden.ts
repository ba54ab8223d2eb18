import { describe, expect, test } from 'vitest';
import { append, hashBlock, validate, type Block } from '../chain.ts';

const chainOf = (count: number): Block[] => {
	let chain: Block[] = [];
	for (let index = 0; index < count; index += 1) chain = append(chain, `payment ${index}`);
	return chain;
};
const edited = (chain: readonly Block[], index: number, change: Partial<Block>): Block[] =>
	chain.map((block, place) => (place === index ? { ...block, ...change } : block));

describe('1. Hash a block', () => {
	test('two different blocks never hash the same text', () => {
		const prevHash = 'a'.repeat(64);

		const [one, other] = [hashBlock({ index: 1, prevHash, data: '1x' }), hashBlock({ index: 11, prevHash, data: 'x' })];

		expect(one === other, 'block 1 with the data 1x and block 11 with the data x have the same hash').toBe(false);
	});
});

describe('3. Validate', () => {
	test('a block that was changed and hashed again is noticed at the next one', () => {
		const chain = chainOf(6);
		const forged = { ...chain[3], index: 3, prevHash: chain[3]?.prevHash ?? '', data: 'everything to eve' };

		const bad = validate(edited(chain, 3, { ...forged, hash: hashBlock(forged) }));

		expect(bad, 'the first bad block after block 3 was changed and given its new hash').toBe(4);
	});

	test('the first block is checked too', () => {
		expect(validate(edited(chainOf(4), 0, { data: 'another beginning' })), 'the first bad block after genesis was changed').toBe(0);
	});

	test('an index that is out of step is reported', () => {
		const chain = chainOf(5);
		const shifted = { index: 7, prevHash: chain[4]?.prevHash ?? '', data: 'payment 4' };

		const bad = validate(edited(chain, 4, { ...shifted, hash: hashBlock(shifted) }));

		expect(bad, 'the first bad block when block 4 says that it is block 7').toBe(4);
	});

	test('an edit anywhere is reported where it was made', () => {
		const chain = chainOf(40);
		for (let round = 0; round < 40; round += 1) {
			const index = Math.floor(Math.random() * chain.length);
			const change = Math.random() < 0.5 ? { data: `edit ${round}` } : { prevHash: 'f'.repeat(64) };
			expect(validate(edited(chain, index, change)), `the first bad block after an edit of block ${index}`).toBe(index);
		}
	});
});
