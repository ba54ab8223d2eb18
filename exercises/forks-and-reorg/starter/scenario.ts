// read-only
import { lab, peer } from 'lab';
import { blockOn, GENESIS, type Block } from './network.ts';
import { ForkNode } from './node.ts';

const NAMES = ['ada', 'bob', 'eve', 'ian', 'uma'];
const SPLIT = { at: 100, forMs: 500 };
const HEALED_AT = SPLIT.at + SPLIT.forMs;

/** One after the other, by a node the seed draws. No two branches weigh the same, so there is one right answer. */
function drawMining() {
	return Array.from({ length: 8 }, (_, turn) => ({
		miner: NAMES[Math.floor(Math.random() * NAMES.length)],
		at: SPLIT.at + 20 + turn * 60,
		name: `block ${turn}`,
		work: 256 * 2 ** Math.floor(Math.random() * 3) + 2 ** turn,
		payments: [`payment ${turn}`]
	}));
}

/**
 * Five of your nodes. Ada and Bob no longer hear the others while all of them mine; then the network heals, and
 * each miner sends once more what it has mined.
 */
export async function runNetwork(): Promise<ForkNode[]> {
	const nodes: ForkNode[] = [];
	const mined: Block[] = [];
	const crossings = new Set<string>();
	let twice: string | null = null;
	const mining = drawMining();

	lab.network({ latency: { lognormal: { median: 30, sigma: 1 } } });
	for (const name of NAMES) {
		lab.process(name, () => {
			const others = NAMES.filter((other) => other !== name);
			const node = new ForkNode(GENESIS, (block) => {
				for (const other of others) {
					const link = `${block.hash} from ${name} to ${other}`;
					if (crossings.has(link)) twice = link;
					crossings.add(link);
					peer.send(other, block);
				}
			});
			nodes.push(node);
			peer.onMessage((block: Block) => node.receive(block));

			const own: Block[] = [];
			for (const turn of mining.filter(({ miner }) => miner === name)) {
				setTimeout(() => {
					const block = blockOn(node.head, turn.name, turn);
					own.push(block);
					mined.push(block);
					node.receive(block);
				}, turn.at);
			}
			setTimeout(() => {
				for (const block of own) for (const other of others) peer.send(other, block);
			}, HEALED_AT);
		});
	}

	lab.partition(NAMES.slice(0, 2), NAMES.slice(2), SPLIT);

	const onBranch = (node: ForkNode) =>
		mined
			.filter(({ hash }) => `${node.head.hash}/`.startsWith(`${hash}/`))
			.flatMap(({ payments }) => payments);
	lab.invariant(
		'a block crosses a link once',
		() => twice === null || `the block ${twice} was sent a second time`
	);
	lab.eventually('all five nodes follow the same branch', () => {
		const heads = new Set(nodes.map(({ head }) => head.hash));
		return heads.size === 1 || `they follow ${[...heads].join(' and ')}`;
	});
	lab.eventually('a payment that is mined does not wait', () => {
		const waiting = nodes.flatMap((node) => onBranch(node).filter((payment) => node.mempool.has(payment)));
		return waiting.length === 0 || `${waiting.join(', ')} is on the branch and in the mempool`;
	});
	// Whoever mined a block followed it, and so owes its payments a place once it is left.
	lab.eventually('no payment is lost', () => {
		const lost = mined
			.flatMap(({ payments }) => payments)
			.filter(
				(payment) => !nodes.some((node) => node.mempool.has(payment) || onBranch(node).includes(payment))
			);
		return lost.length === 0 || `${lost.join(', ')} is neither mined nor waits anywhere`;
	});
	await lab.run({ forMs: 4_000 });
	return nodes;
}
