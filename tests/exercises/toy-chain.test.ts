import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, test } from 'vitest';
import {
	accountOf,
	BITS_MIN,
	ChainNode,
	createWallet,
	extend,
	GENESIS,
	hashBlock,
	merkleRoot,
	meetsTarget,
	mine,
	mineNext,
	REWARD,
	selectTransactions,
	sha256,
	START,
	validate,
	type Block,
	type Chain,
	type Refusal,
	type State
} from '../../content/series/from-scratch/blockchain-from-scratch/chain.ts';

const ada = createWallet();
const bob = createWallet();

describe('the toy chain of the blockchain lesson', () => {
	let node: ChainNode;

	/** A node on which Ada has one reward. */
	beforeEach(() => {
		node = new ChainNode();
		node.mine(ada.address);
	});

	test('is about two hundred lines, as its post promises', () => {
		const path = '../../content/series/from-scratch/blockchain-from-scratch/chain.ts';
		const lines = readFileSync(new URL(path, import.meta.url), 'utf8')
			.trimEnd()
			.split('\n');

		expect(lines.length).toBeGreaterThan(180);
		expect(lines.length).toBeLessThanOrEqual(230);
	});

	describe('hashes', () => {
		test('a block with any field of its header changed has another hash', () => {
			const block = mineNext(GENESIS, [], ada.address);
			const changed: Block[] = [
				{ ...block, index: 2 },
				{ ...block, prevHash: 'f'.repeat(64) },
				{ ...block, merkleRoot: 'f'.repeat(64) },
				{ ...block, miner: bob.address },
				{ ...block, bits: BITS_MIN + 1 },
				{ ...block, nonce: block.nonce + 1 }
			];

			expect(new Set([block, ...changed].map(hashBlock)).size).toBe(7);
		});

		test('the Merkle root changes with every leaf, their order and their number', () => {
			const lists = [
				[],
				['a'],
				['a', 'b'],
				['b', 'a'],
				['a', 'b', 'c'],
				['a', 'b', 'c', 'c'],
				['c', 'b', 'a']
			];

			expect(new Set(lists.map(merkleRoot)).size).toBe(lists.length);
		});

		test('an inner node of a Merkle tree cannot be passed off as a leaf', () => {
			const leaf = (text: string) => sha256(`\x00${text}`);
			const inner = [`\x01${leaf('a')}${leaf('b')}`, `\x01${leaf('c')}${leaf('d')}`];

			expect(merkleRoot(inner)).not.toBe(merkleRoot(['a', 'b', 'c', 'd']));
			expect(merkleRoot(inner.map((text) => text.slice(1)))).not.toBe(merkleRoot(['a', 'b', 'c', 'd']));
		});
	});

	describe('proof of work', () => {
		test('the target is a number, not a row of zeros', () => {
			const hash = `07${'f'.repeat(62)}`;

			expect(meetsTarget(hash, 5)).toBe(true);
			expect(meetsTarget(hash, 6)).toBe(false);
			expect(meetsTarget(`08${'0'.repeat(62)}`, 5)).toBe(false);
		});

		test('mining finds the first nonce that meets the target', () => {
			const block = mine({ ...GENESIS, index: 1, bits: 9 });
			const earlier = Array.from({ length: block.nonce }, (_, nonce) => hashBlock({ ...block, nonce }));

			expect(meetsTarget(hashBlock(block), 9)).toBe(true);
			expect(earlier.some((hash) => meetsTarget(hash, 9))).toBe(false);
		});
	});

	describe('transactions', () => {
		test('a payment moves its amount, and the miner gets reward and fee', () => {
			node.submit(ada.sign({ to: bob.address, amount: 20, fee: 3, nonce: 0 }));
			node.mine('miner');

			expect(accountOf(node.head.state, ada.address)).toEqual({ balance: REWARD - 23, nonce: 1 });
			expect(accountOf(node.head.state, bob.address).balance).toBe(20);
			expect(accountOf(node.head.state, 'miner').balance).toBe(REWARD + 3);
			expect(node.mempool.size).toBe(0);
		});

		test('paying oneself changes nothing but the nonce and the fee', () => {
			node.submit(ada.sign({ to: ada.address, amount: 20, fee: 3, nonce: 0 }));
			node.mine('miner');

			expect(accountOf(node.head.state, ada.address)).toEqual({ balance: REWARD - 3, nonce: 1 });
		});

		test.each([
			[
				'more than the balance',
				{ amount: REWARD, fee: 1, nonce: 0 },
				`balance ${REWARD}, needs ${REWARD + 1}`
			],
			['nothing', { amount: 0, fee: 0, nonce: 0 }, 'amount 0, fee 0'],
			['a negative fee', { amount: 1, fee: -1, nonce: 0 }, 'amount 1, fee -1'],
			['half a unit', { amount: 0.5, fee: 0, nonce: 0 }, 'amount and fee are whole numbers'],
			['a nonce ahead', { amount: 1, fee: 0, nonce: 1 }, 'nonce 1, expected 0']
		])('%s is refused', (_title, payment, refusal) => {
			const block = mineNext(node.head.tip, [ada.sign({ to: bob.address, ...payment })], 'miner');

			expect(extend(node.head, block)).toEqual({ refusal });
		});

		test('a changed, stolen or meaningless signature is refused', () => {
			const payment = ada.sign({ to: bob.address, amount: 1, fee: 0, nonce: 0 });
			const bobs = bob.sign({ to: bob.address, amount: 1, fee: 0, nonce: 0 });
			const forgeries = [
				{ ...payment, amount: 2 },
				{ ...payment, signature: bobs.signature },
				{ ...payment, signature: '' }
			];

			for (const forgery of forgeries) {
				const outcome = extend(node.head, mineNext(node.head.tip, [forgery], 'miner'));
				expect(outcome).toEqual({ refusal: 'not signed by its sender' });
			}
		});

		test('a payment counts once, and two in one block cannot spend the same money', () => {
			const first = ada.sign({ to: bob.address, amount: 30, fee: 0, nonce: 0 });
			const second = ada.sign({ to: bob.address, amount: 30, fee: 0, nonce: 1 });

			expect(refusalOf(node.head, [first, first])).toBe('nonce 0, expected 1');
			expect(refusalOf(node.head, [first, second])).toBe('balance 20, needs 30');
		});

		test('the best fees are selected first, each sender in order of nonce', () => {
			node.mine(bob.address);
			const pool = [
				ada.sign({ to: bob.address, amount: 1, fee: 9, nonce: 1 }),
				ada.sign({ to: bob.address, amount: 1, fee: 1, nonce: 0 }),
				bob.sign({ to: ada.address, amount: 1, fee: 4, nonce: 0 }),
				bob.sign({ to: ada.address, amount: 1, fee: 7, nonce: 2 })
			];
			const fees = (limit: number) => selectTransactions(node.head.state, pool, limit).map(({ fee }) => fee);

			expect(fees(10)).toEqual([4, 1, 9]);
			expect(fees(2)).toEqual([4, 1]);
			expect(fees(0)).toEqual([]);
		});
	});

	describe('validation', () => {
		test('names the first block that no longer fits', () => {
			for (const nonce of [0, 1, 2]) {
				node.submit(ada.sign({ to: bob.address, amount: 1, fee: 0, nonce }));
				node.mine(ada.address);
			}
			const { blocks } = node.head;
			expect(validate(blocks)).toBeNull();

			// A block mined again is sound in itself; the one after it no longer fits, and the last has none.
			const firstBad = blocks.map((block, index) =>
				validate(blocks.with(index, mine({ ...block, miner: bob.address })))
			);
			expect(firstBad).toEqual([0, 2, 3, 4, null]);
			expect(validate(blocks.toSpliced(2, 1))).toBe(2);
			expect(validate([])).toBe(0);
		});

		test('data that was not mined is refused at its own block', () => {
			node.submit(ada.sign({ to: bob.address, amount: 1, fee: 0, nonce: 0 }));
			node.mine(ada.address);
			node.mine(ada.address);

			const edited = node.head.blocks.map((block) => (block.index === 2 ? { ...block, data: [] } : block));

			expect(validate(edited)).toBe(2);
		});

		test.each([BITS_MIN - 1, BITS_MIN + 0.5, Number.NaN, -1])('a block of %s bits is refused', (bits) => {
			const block = { ...mineNext(node.head.tip, [], 'miner'), bits };

			expect(extend(node.head, block)).toEqual({ refusal: `bits ${bits}, at least ${BITS_MIN}` });
		});

		test('a block that claims more work than it took is refused', () => {
			const block = { ...mineNext(node.head.tip, [], 'miner'), bits: 300 };

			expect(extend(node.head, block)).toEqual({ refusal: 'no proof of work' });
		});
	});

	describe('consensus', () => {
		test('the branch with more work wins against the longer one', () => {
			const heavy = new ChainNode();
			const short = heavy.mine('heavy', 12);
			const long = new ChainNode();
			const blocks = [1, 2, 3, 4].map(() => long.mine('long', 8));

			expect(long.receive(short)).toBe('reorg');
			expect(blocks.map((block) => heavy.receive(block))).toEqual(blocks.map(() => 'side branch'));
			expect(long.head.tip).toBe(short);
			expect(heavy.head.tip).toBe(short);
		});

		test('blocks that arrive before their parent are tried again when it comes', () => {
			const other = new ChainNode();
			const [first, second, third] = [other.mine('x'), other.mine('x'), other.mine('x')];

			expect([third, second].map((block) => node.receive(block))).toEqual(['orphan', 'orphan']);
			node.receive(first);
			expect(node.head.tip).toBe(third);
		});

		test('blocks without a parent and without work are not kept', () => {
			const other = new ChainNode();
			const first = other.mine('x');
			const nonces = Array.from({ length: 300 }, (_, nonce) => nonce);
			const junk = nonces.map((nonce) => ({ ...mineNext(first, [], 'junk'), nonce }));
			const worthless = junk.filter((block) => !meetsTarget(hashBlock(block), BITS_MIN));

			for (const block of worthless) node.receive(block);
			const [second, third] = [other.mine('x'), other.mine('x')];
			node.receive(third);
			node.receive(second);
			node.receive(first);

			expect(worthless.length).toBeGreaterThan(100);
			expect(node.head.tip).toBe(third);
		});

		test('a tie stays with the block seen first', () => {
			const other = new ChainNode();
			const rival = other.mine('rival');

			expect(node.receive(rival)).toBe('side branch');
			expect(node.head.tip.miner).toBe(ada.address);
		});

		test('nodes that hear the same blocks in any order end with the same state', () => {
			const rival = new ChainNode();
			const blocks = [
				...node.head.blocks.slice(1),
				node.mine('a'),
				...['b', 'c', 'd'].map((name) => rival.mine(name))
			];

			const heads = permutationsOf(blocks).map((order) => {
				const listener = new ChainNode();
				for (const block of order) listener.receive(block);
				return { tip: hashBlock(listener.head.tip), money: totalOf(listener.head.state) };
			});

			expect(new Set(heads.map(({ tip }) => tip))).toEqual(new Set([hashBlock(rival.head.tip)]));
			expect(heads.every(({ money }) => money === 3 * REWARD)).toBe(true);
		});

		test('payments of an abandoned branch wait again, those of the new branch do not', () => {
			const other = new ChainNode();
			for (const block of node.head.blocks.slice(1)) other.receive(block);
			const lost = ada.sign({ to: bob.address, amount: 20, fee: 1, nonce: 0 });
			node.submit(lost);
			node.mine('here');

			const [first, second] = [other.mine('there'), other.mine('there')];
			node.receive(first);
			expect(accountOf(node.head.state, bob.address).balance).toBe(20);
			expect(node.receive(second)).toBe('reorg');

			expect(accountOf(node.head.state, bob.address).balance).toBe(0);
			expect([...node.mempool.values()]).toEqual([lost]);
			node.mine('here');
			expect(accountOf(node.head.state, bob.address).balance).toBe(20);
		});

		test('a heavier branch with a broken rule is not followed', () => {
			const stolen = { ...ada.sign({ to: bob.address, amount: 1, fee: 0, nonce: 0 }), amount: 40 };
			const before = node.head;

			expect(node.receive(mineNext(before.tip, [stolen], 'thief', 14))).toBe(
				'refused: not signed by its sender'
			);
			expect(node.head).toBe(before);
			expect(extend(START, before.tip)).toMatchObject({ work: before.work });
		});
	});
});

function refusalOf(chain: Chain, data: Block['data']): string | null {
	const outcome: Chain | Refusal = extend(chain, mineNext(chain.tip, data, 'miner'));
	return 'refusal' in outcome ? outcome.refusal : null;
}

function totalOf(state: State): number {
	return [...state.values()].reduce((sum, { balance }) => sum + balance, 0);
}

function permutationsOf<Item>(items: readonly Item[]): Item[][] {
	if (items.length <= 1) return [[...items]];
	return items.flatMap((item, index) =>
		permutationsOf(items.toSpliced(index, 1)).map((rest) => [item, ...rest])
	);
}
