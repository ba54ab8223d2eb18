import { draw } from 'hotpath';
import { blockOn, GENESIS, type Block } from './network.ts';
import { ForkNode } from './node.ts';

/** Two branches as your node sees them: three light blocks against one heavy one, and a block without its parent. */
const a1 = blockOn(GENESIS, 'a1', { payments: ['ada pays bob'] });
const a2 = blockOn(a1, 'a2');
const a3 = blockOn(a2, 'a3');
const b1 = blockOn(GENESIS, 'b1', { work: 1024 });
const lost = blockOn(blockOn(b1, 'b2'), 'b3');
const arrived: Block[] = [a1, a2, a3, b1];

let head = GENESIS.hash;
try {
	const node = new ForkNode(GENESIS, () => {});
	for (const block of [...arrived, lost]) node.receive(block);
	head = node.head.hash;
} catch (error) {
	console.warn(`The node failed while blocks arrived: ${String(error)}`);
}

draw(
	'fork-tree',
	{
		blocks: [GENESIS, ...arrived].map(({ hash, prevHash, height, work }) => ({
			id: hash.split('/').at(-1) ?? hash,
			parent: height === 0 ? null : (prevHash.split('/').at(-1) ?? prevHash),
			height,
			work,
			miner: ''
		})),
		head: head.split('/').at(-1) ?? head,
		orphans: ['b3']
	},
	'Two branches, and the head that your node follows'
);
