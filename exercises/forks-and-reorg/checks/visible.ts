import { beforeEach, describe, expect, test } from 'vitest';
import { blockOn, GENESIS, type Block } from '../network.ts';
import { ForkNode } from '../node.ts';

let sent: string[] = [];
let node = newNode();

function newNode(): ForkNode {
	sent = [];
	return new ForkNode(GENESIS, (block) => void sent.push(block.hash));
}

function receive(...blocks: Block[]): void {
	for (const block of blocks) node.receive(block);
}

beforeEach(() => {
	node = newNode();
});

const a1 = blockOn(GENESIS, 'a1');
const a2 = blockOn(a1, 'a2');
const a3 = blockOn(a2, 'a3');
const heavy = blockOn(GENESIS, 'heavy', { work: 4096 });

describe('1. Follow the most work', () => {
	test('a block on top of the head becomes the head', () => {
		receive(a1, a2);

		expect(node.head.hash, 'after two blocks on each other').toBe(a2.hash);
	});

	test('a shorter branch with more work becomes the head', () => {
		receive(a1, a2, a3, heavy);

		expect(node.head.hash, 'one block with work 4096 against three with 256 each').toBe(heavy.hash);
	});

	test('a heavier branch that grew elsewhere is followed', () => {
		const b1 = blockOn(GENESIS, 'b1');
		const b2 = blockOn(b1, 'b2');

		receive(a1, b1, b2);

		expect(node.head.hash, 'after a branch of one block and then another of two').toBe(b2.hash);
	});

	test('with equal work the branch seen first stays', () => {
		receive(a1, blockOn(GENESIS, 'late'));

		expect(node.head.hash, 'of two blocks with the same parent and the same work').toBe(a1.hash);
	});

	test('an invalid block is not followed, whatever its work', () => {
		receive(a1, blockOn(a1, 'bad', { work: 9_000, isValid: false }));

		expect(node.head.hash, 'after an invalid block with a great deal of work').toBe(a1.hash);
	});
});

describe('2. Wait for parents', () => {
	test('a block that comes before its parent is followed once the parent is here', () => {
		receive(a2);
		expect(node.head.hash, 'while the parent is missing').toBe(GENESIS.hash);

		receive(a1);
		expect(node.head.hash, 'once the parent has come').toBe(a2.hash);
	});
});

describe('3. Reorganise', () => {
	test('payments of the branch that is left wait again', () => {
		receive(blockOn(GENESIS, 'mine', { payments: ['ada pays bob'] }), heavy);

		expect([...node.mempool], 'after the block with the payment lost its place').toEqual(['ada pays bob']);
	});

	test('a payment that was mined no longer waits', () => {
		node.submit('ada pays bob');
		expect([...node.mempool], 'before the payment was mined').toEqual(['ada pays bob']);

		receive(blockOn(GENESIS, 'mine', { payments: ['ada pays bob'] }));

		expect([...node.mempool], 'after the payment was mined').toEqual([]);
	});
});

describe('4. Pass it on', () => {
	test('a new block is passed on', () => {
		receive(a1);

		expect(sent, 'what was passed on after one new block').toEqual([a1.hash]);
	});

	test('a block is passed on once', () => {
		receive(a1, a1, a2, a1, a2);

		expect(sent, 'what was passed on after two blocks that came five times').toEqual([a1.hash, a2.hash]);
	});
});
