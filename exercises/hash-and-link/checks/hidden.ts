import { describe, expect, test } from 'vitest';
import { append, hashBlock, NO_PARENT, validate, type Block } from '../chain.ts';

const chainOf = (count: number): Block[] => {
	let chain: Block[] = [];
	for (let index = 0; index < count; index += 1) chain = append(chain, `payment ${index}`);
	return chain;
};
/** Built with `hashBlock` alone, so that its length costs nothing but the hashes. */
const longChainOf = (count: number): Block[] => {
	const chain: Block[] = [];
	let prevHash = NO_PARENT;
	for (let index = 0; index < count; index += 1) {
		const header = { index, prevHash, data: `payment ${index}` };
		prevHash = hashBlock(header);
		chain.push({ ...header, hash: prevHash });
	}
	return chain;
};
const edited = (chain: readonly Block[], index: number, change: Partial<Block>): Block[] =>
	chain.map((block, place) => (place === index ? { ...block, ...change } : block));

describe('1. Hash a block', () => {
	test('two different blocks never hash the same text', () => {
		const prevHash = 'a'.repeat(64);
		// Whatever the order in which fields are strung together, one of these pairs gives the same text.
		const pairs = [
			[
				{ index: 1, prevHash, data: '1x' },
				{ index: 11, prevHash, data: 'x' }
			],
			[
				{ index: 2, prevHash, data: 'pay 1' },
				{ index: 12, prevHash, data: 'pay ' }
			],
			[
				{ index: 1, prevHash: `1${'a'.repeat(63)}`, data: 'ax' },
				{ index: 11, prevHash, data: 'x' }
			],
			[
				{ index: 1, prevHash: `${'a'.repeat(63)}1`, data: 'xa' },
				{ index: 11, prevHash, data: 'x' }
			]
		] as const;

		for (const [one, other] of pairs) {
			const what = `block ${one.index} with the data “${one.data}” and block ${other.index} with the data “${other.data}” have the same hash`;
			expect(hashBlock(one) === hashBlock(other), what).toBe(false);
		}
	});

	test('a change of one character changes the hash', () => {
		const block = { index: 3, prevHash: 'a'.repeat(64), data: 'ada pays bob 30' };

		for (const data of [
			'Ada pays bob 30',
			'ada pays bob 30 ',
			'ada  pays bob 30',
			'ada pays bob 3O',
			'adá pays bob 30'
		]) {
			expect(
				hashBlock({ ...block, data }) === hashBlock(block),
				`“${block.data}” and “${data}” have the same hash`
			).toBe(false);
		}
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
		expect(
			validate(edited(chainOf(4), 0, { data: 'another beginning' })),
			'the first bad block after genesis was changed'
		).toBe(0);
	});

	test('a first block that points elsewhere is reported', () => {
		const header = { index: 0, prevHash: 'e'.repeat(64), data: 'payment 0' };

		const bad = validate(edited(chainOf(1), 0, { ...header, hash: hashBlock(header) }));

		expect(bad, 'the first bad block when genesis points to a block and its hash fits').toBe(0);
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
			const changes: Partial<Block>[] = [
				{ data: `edit ${round}` },
				{ prevHash: 'f'.repeat(64) },
				{ index: index + 100 },
				{ hash: 'f'.repeat(64) }
			];
			const change = changes[Math.floor(Math.random() * changes.length)] ?? {};
			const what = `the first bad block after ${Object.keys(change).join()} of block ${index} was changed`;
			expect(validate(edited(chain, index, change)), what).toBe(index);
		}
	});

	test('an edit deep in a long chain is reported', () => {
		const chain = edited(longChainOf(2_000), 1_500, { data: 'an edit' });

		expect(validate(chain), 'the first bad block of 2,000, with block 1,500 changed').toBe(1_500);
	});
});
