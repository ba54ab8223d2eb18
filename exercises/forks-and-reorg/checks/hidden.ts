import { describe, expect, test } from 'vitest';
import { blockOn, GENESIS } from '../network.ts';
import { ForkNode } from '../node.ts';

const quiet = () => new ForkNode(GENESIS, () => {});

describe('1. Follow the most work', () => {
	test('what builds on an invalid block is not followed either', () => {
		const node = quiet();
		const bad = blockOn(GENESIS, 'bad', { work: 4096, isValid: false });

		for (const block of [blockOn(GENESIS, 'good'), bad, blockOn(bad, 'child', { work: 4096 })])
			node.receive(block);

		expect(node.head.hash, 'after a valid block on top of an invalid one').toBe('genesis/good');
	});
});

describe('2. Wait for parents', () => {
	test('a branch that waited is not followed for equal work', () => {
		const node = quiet();
		const [left, right] = [blockOn(GENESIS, 'left'), blockOn(GENESIS, 'right')];

		for (const block of [blockOn(right, 'tip'), left, blockOn(left, 'tip'), right]) node.receive(block);

		expect(node.head.hash, 'when a branch that waited turns out to have the same work').toBe(
			'genesis/left/tip'
		);
	});

	test('a whole branch that comes in reverse order is followed', () => {
		const node = quiet();
		const branch = [blockOn(GENESIS, '1')];
		while (branch.length < 6) branch.push(blockOn(branch.at(-1) ?? GENESIS, String(branch.length + 1)));

		for (const block of branch.toReversed()) node.receive(block);

		expect(node.head.height, 'the height of the head after six blocks in reverse order').toBe(6);
	});

	test('all blocks that wait for the same parent are connected', () => {
		const node = quiet();
		const parent = blockOn(GENESIS, 'parent');

		for (const name of ['light', 'other']) node.receive(blockOn(parent, name));
		node.receive(blockOn(parent, 'heavy', { work: 4096 }));
		node.receive(parent);

		expect(node.head.hash, 'of three blocks that waited for the same parent, the heaviest').toBe(
			'genesis/parent/heavy'
		);
	});
});

describe('3. Reorganise', () => {
	test('payments of every block that is left wait again', () => {
		const node = quiet();
		const first = blockOn(GENESIS, 'first', { payments: ['ada pays bob'] });

		node.receive(first);
		node.receive(blockOn(first, 'second', { payments: ['bob pays eve'] }));
		node.receive(blockOn(GENESIS, 'heavy', { work: 4096 }));

		expect([...node.mempool].toSorted(), 'after two blocks with a payment each were left').toEqual([
			'ada pays bob',
			'bob pays eve'
		]);
	});

	test('payments of every block that is joined no longer wait', () => {
		const node = quiet();
		const first = blockOn(GENESIS, 'first', { payments: ['ada pays bob'] });
		node.submit('ada pays bob');
		node.submit('bob pays eve');

		node.receive(blockOn(GENESIS, 'seen before'));
		node.receive(first);
		node.receive(blockOn(first, 'second', { payments: ['bob pays eve'] }));

		expect([...node.mempool], 'after a branch of two blocks with a payment each was joined').toEqual([]);
	});

	test('a payment that is in both branches does not wait again', () => {
		const node = quiet();
		const left = blockOn(GENESIS, 'left', { payments: ['ada pays bob', 'bob pays eve'] });
		const right = blockOn(GENESIS, 'right', { payments: ['ada pays bob'], work: 512 });

		node.receive(left);
		node.receive(right);

		expect([...node.mempool], 'one of the two payments is in the branch that is followed now').toEqual([
			'bob pays eve'
		]);
	});
});

describe('4. Pass it on', () => {
	test('an invalid block is not passed on', () => {
		const sent: string[] = [];
		const node = new ForkNode(GENESIS, (block) => void sent.push(block.hash));

		node.receive(blockOn(GENESIS, 'bad', { isValid: false }));

		expect(sent, 'what was passed on after an invalid block').toEqual([]);
	});
});
