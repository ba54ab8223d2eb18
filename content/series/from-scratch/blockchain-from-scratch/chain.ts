import { createHash, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';

/** A blockchain to run, fork and break, in the order of the lesson: hashes to consensus. */
export const CHAIN_ID = 'toy-1';
export const REWARD = 50;
export const BITS_MIN = 8;
const LIMITS = { transactionsPerBlock: 100, orphans: 100 };

export interface Transaction {
	from: string;
	to: string;
	amount: number;
	fee: number;
	nonce: number; // how many transactions of this sender came before
	signature: string;
}

export interface Block {
	index: number;
	prevHash: string;
	data: readonly Transaction[];
	merkleRoot: string; // stands for `data` in the hash
	miner: string; // gets the reward and the fees
	bits: number; // the hash, read as a number, is below 2^(256 - bits)
	nonce: number;
}

export type Account = { balance: number; nonce: number };
export type State = ReadonlyMap<string, Account>;
export type Refusal = { refusal: string };

// Hashes: one text for one value. The order is fixed, and JSON keeps the fields apart.

export function sha256(text: string): string {
	return createHash('sha256').update(text).digest('hex');
}

export function hashBlock({ index, prevHash, merkleRoot, miner, bits, nonce }: Block): string {
	return sha256(JSON.stringify([index, prevHash, merkleRoot, miner, bits, nonce]));
}

/** The tree of RFC 9162: leaves and inner nodes are marked apart, and nothing is duplicated. */
export function merkleRoot(leaves: readonly string[]): string {
	const [leaf] = leaves;
	if (leaf === undefined) return sha256('');
	if (leaves.length === 1) return sha256(`\x00${leaf}`);
	let split = 1;
	while (split * 2 < leaves.length) split *= 2;
	return sha256(`\x01${merkleRoot(leaves.slice(0, split))}${merkleRoot(leaves.slice(split))}`);
}

// Proof of work: a number to beat, and what it costs on average to beat it.

export function meetsTarget(hash: string, bits: number): boolean {
	return BigInt(`0x${hash}`) < 1n << BigInt(256 - bits);
}

export function mine(block: Block): Block {
	let mined = { ...block, nonce: 0 };
	while (!meetsTarget(hashBlock(mined), mined.bits)) mined = { ...mined, nonce: mined.nonce + 1 };
	return mined;
}

// Transactions: an account is a public key, and only its private key can spend.

export function createWallet() {
	const { publicKey, privateKey } = generateKeyPairSync('ed25519');
	const address = publicKey.export({ type: 'spki', format: 'der' }).toString('hex');
	return {
		address,
		sign(payment: Omit<Transaction, 'from' | 'signature'>): Transaction {
			const transaction = { ...payment, from: address, signature: '' };
			return { ...transaction, signature: sign(null, signedBytes(transaction), privateKey).toString('hex') };
		}
	};
}

/** The chain id keeps a signature from counting on another chain. */
function signedBytes({ from, to, amount, fee, nonce }: Transaction): Buffer {
	return Buffer.from(JSON.stringify([CHAIN_ID, from, to, amount, fee, nonce]));
}

function isSigned(transaction: Transaction): boolean {
	try {
		const key = createPublicKey({ key: Buffer.from(transaction.from, 'hex'), type: 'spki', format: 'der' });
		return verify(null, signedBytes(transaction), key, Buffer.from(transaction.signature, 'hex'));
	} catch {
		return false; // A sender that is not a public key has signed nothing.
	}
}

export function accountOf(state: State, address: string): Account {
	return state.get(address) ?? { balance: 0, nonce: 0 };
}

/** The state after a transaction, or why it is refused. The given state is never changed. */
export function apply(state: State, transaction: Transaction): State | Refusal {
	const { from, to, amount, fee, nonce } = transaction;
	const sender = accountOf(state, from);
	if (![amount, fee].every(Number.isSafeInteger)) return { refusal: 'amount and fee are whole numbers' };
	if (amount < 1 || fee < 0) return { refusal: `amount ${amount}, fee ${fee}` };
	if (nonce !== sender.nonce) return { refusal: `nonce ${nonce}, expected ${sender.nonce}` };
	if (sender.balance < amount + fee) return { refusal: `balance ${sender.balance}, needs ${amount + fee}` };
	if (!isSigned(transaction)) return { refusal: 'not signed by its sender' };

	const paid = new Map(state).set(from, { balance: sender.balance - amount - fee, nonce: nonce + 1 });
	const receiver = accountOf(paid, to);
	return paid.set(to, { ...receiver, balance: receiver.balance + amount });
}

/** The highest fee first, among those that can come next. */
export function selectTransactions(state: State, pool: readonly Transaction[], limit: number): Transaction[] {
	if (limit === 0) return [];
	for (const transaction of pool.toSorted((a, b) => b.fee - a.fee)) {
		const after = apply(state, transaction);
		if (!('refusal' in after)) return [transaction, ...selectTransactions(after, pool, limit - 1)];
	}
	return [];
}

// Blocks: every rule in one function. What passes is believed, no matter who sent it.

/** Blocks that were checked, what the accounts hold after them, and the hashes they cost on average. */
export type Chain = { blocks: readonly Block[]; tip: Block; state: State; work: bigint };

const EMPTY = { data: [], merkleRoot: sha256(''), miner: '', bits: 0, nonce: 0 };
export const GENESIS: Block = { index: 0, prevHash: '0'.repeat(64), ...EMPTY };
export const START: Chain = { blocks: [GENESIS], tip: GENESIS, state: new Map(), work: 0n };

function idOf(transaction: Transaction): string {
	return JSON.stringify([signedBytes(transaction).toString(), transaction.signature]);
}

export function mineNext(parent: Block, data: readonly Transaction[], miner: string, bits = BITS_MIN): Block {
	const header = {
		index: parent.index + 1,
		prevHash: hashBlock(parent),
		merkleRoot: merkleRoot(data.map(idOf))
	};
	return mine({ ...header, data, miner, bits, nonce: 0 });
}

export function extend(chain: Chain, block: Block): Chain | Refusal {
	const { index, prevHash, data, bits } = block;
	if (index !== chain.tip.index + 1) return { refusal: `index ${index}` };
	if (prevHash !== hashBlock(chain.tip)) return { refusal: 'prevHash is not the hash of the parent' };
	if (!Number.isInteger(bits) || bits < BITS_MIN) return { refusal: `bits ${bits}, at least ${BITS_MIN}` };
	if (!meetsTarget(hashBlock(block), bits)) return { refusal: 'no proof of work' };
	if (data.length > LIMITS.transactionsPerBlock) return { refusal: `${data.length} transactions` };
	if (block.merkleRoot !== merkleRoot(data.map(idOf))) return { refusal: 'data is not what was mined' };

	let state = chain.state;
	for (const transaction of data) {
		const after = apply(state, transaction);
		if ('refusal' in after) return after;
		state = after;
	}
	const miner = accountOf(state, block.miner);
	const income = data.reduce((sum, { fee }) => sum + fee, REWARD);
	state = new Map(state).set(block.miner, { ...miner, balance: miner.balance + income });
	return { blocks: [...chain.blocks, block], tip: block, state, work: chain.work + (1n << BigInt(bits)) };
}

/** The index of the first bad block, or null. */
export function validate(blocks: readonly Block[]): number | null {
	const [first, ...others] = blocks;
	if (!first || hashBlock(first) !== hashBlock(GENESIS)) return 0;
	let chain = START;
	for (const block of others) {
		const next = extend(chain, block);
		if ('refusal' in next) return chain.blocks.length;
		chain = next;
	}
	return null;
}

// Consensus: a node trusts no other node. It checks every block and follows the most work.

export type Reception = 'head' | 'reorg' | 'side branch' | 'orphan' | 'known' | `refused: ${string}`;

export class ChainNode {
	head = START;
	readonly mempool = new Map<string, Transaction>();
	readonly #chains = new Map([[hashBlock(GENESIS), START]]);
	readonly #orphans = new Map<string, Block>();

	submit(transaction: Transaction): void {
		if (isSigned(transaction)) this.mempool.set(idOf(transaction), transaction);
	}

	mine(miner: string, bits = BITS_MIN): Block {
		const pool = [...this.mempool.values()];
		const data = selectTransactions(this.head.state, pool, LIMITS.transactionsPerBlock);
		const block = mineNext(this.head.tip, data, miner, bits);
		this.receive(block);
		return block;
	}

	receive(block: Block): Reception {
		const hash = hashBlock(block);
		if (this.#chains.has(hash)) return 'known';
		const parent = this.#chains.get(block.prevHash);
		if (!parent) {
			const isKept = meetsTarget(hash, BITS_MIN) && this.#orphans.size < LIMITS.orphans;
			if (isKept) this.#orphans.set(hash, block);
			return 'orphan';
		}
		const chain = extend(parent, block);
		if ('refusal' in chain) return `refused: ${chain.refusal}`;

		this.#chains.set(hash, chain);
		this.#orphans.delete(hash);
		const reception = this.#follow(chain);
		const isChild = (orphan: Block) => orphan.prevHash === hash;
		[...this.#orphans.values()].filter(isChild).forEach((child) => this.receive(child));
		return reception;
	}

	/** More work wins; a tie stays with what was seen first. Payments that lose their block wait again. */
	#follow(chain: Chain): Reception {
		if (chain.work <= this.head.work) return 'side branch';
		const left = this.head.blocks.filter((block, index) => block !== chain.blocks[index]);
		left.flatMap(({ data }) => data).forEach((payment) => this.mempool.set(idOf(payment), payment));
		chain.blocks.flatMap(({ data }) => data).forEach((payment) => this.mempool.delete(idOf(payment)));
		this.head = chain;
		return left.length > 0 ? 'reorg' : 'head';
	}
}
