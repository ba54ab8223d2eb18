import { createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';

export const CHAIN_ID = 'toy-1';

export interface Transaction {
	from: string;
	to: string;
	amount: number;
	fee: number;
	/** How many transactions of this sender came before. */
	nonce: number;
	/** Ed25519 over `signedText`, in hex. */
	signature: string;
}

export interface Account {
	balance: number;
	nonce: number;
}

export type State = ReadonlyMap<string, Account>;
export type Refusal = { refusal: string };

/** A key pair; the public half is the address. */
export function createWallet() {
	const { publicKey, privateKey } = generateKeyPairSync('ed25519');
	const address = publicKey.export({ type: 'spki', format: 'der' }).toString('hex');
	const signText = (text: string): string => sign(null, Buffer.from(text), privateKey).toString('hex');
	return {
		address,
		signText,
		sign(payment: Omit<Transaction, 'from' | 'signature'>): Transaction {
			const transaction = { ...payment, from: address, signature: '' };
			return { ...transaction, signature: signText(signedText(transaction)) };
		}
	};
}

export function isSigned(transaction: Transaction): boolean {
	try {
		const key = createPublicKey({ key: Buffer.from(transaction.from, 'hex'), type: 'spki', format: 'der' });
		return verify(null, Buffer.from(signedText(transaction)), key, Buffer.from(transaction.signature, 'hex'));
	} catch {
		return false; // A sender that is not a public key has signed nothing.
	}
}

export function accountOf(state: State, address: string): Account {
	return state.get(address) ?? { balance: 0, nonce: 0 };
}

// region edit
/* @misconception Something must be left over.
 * @fails "2. Apply one transaction > an account can be emptied"
 * @message A payment that takes exactly what is there was refused. Look at how cost and balance are compared. */
/** What a signature covers. */
export function signedText({ from, to, amount, fee, nonce }: Transaction): string {
	return JSON.stringify([CHAIN_ID, from, to, amount, fee, nonce]);
}

/** The state after a transaction, or why it is refused. The given state is never changed. */
export function apply(state: State, transaction: Transaction): State | Refusal {
	const { from, to, amount, fee, nonce } = transaction;
	const sender = accountOf(state, from);
	if (![amount, fee].every(Number.isSafeInteger)) return { refusal: 'amount and fee are whole numbers' };
	if (amount < 1 || fee < 0) return { refusal: `amount ${amount}, fee ${fee}` };
	if (nonce !== sender.nonce) return { refusal: `nonce ${nonce}, expected ${sender.nonce}` };
	if (sender.balance <= amount + fee) return { refusal: `balance ${sender.balance}, needs ${amount + fee}` };
	if (!isSigned(transaction)) return { refusal: 'not signed by its sender' };

	const paid = new Map(state).set(from, { balance: sender.balance - amount - fee, nonce: nonce + 1 });
	const receiver = accountOf(paid, to);
	return paid.set(to, { ...receiver, balance: receiver.balance + amount });
}

/** At most `limit` transactions that can follow each other, the highest fee first among those that can come next. */
export function selectTransactions(state: State, pool: readonly Transaction[], limit: number): Transaction[] {
	if (limit === 0) return [];
	for (const transaction of pool.toSorted((a, b) => b.fee - a.fee)) {
		const after = apply(state, transaction);
		if (!('refusal' in after)) return [transaction, ...selectTransactions(after, pool, limit - 1)];
	}
	return [];
}
// endregion
