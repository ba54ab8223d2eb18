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
/** What a signature covers: every field, and the chain it is meant for. */
export function signedText(transaction: Transaction): string {
	const { signature: _unsigned, ...payment } = transaction;
	return [CHAIN_ID, payment.from, payment.to, payment.amount, payment.fee, payment.nonce].join('|');
}

function refusalOf(sender: Account, transaction: Transaction): string | null {
	const { amount, fee, nonce } = transaction;
	const cost = amount + fee;
	if (!Number.isInteger(amount) || !Number.isInteger(fee) || amount <= 0 || fee < 0) return 'amount or fee makes no sense';
	if (nonce !== sender.nonce) return `expected nonce ${sender.nonce}`;
	if (cost > sender.balance) return `needs ${cost}`;
	return isSigned(transaction) ? null : 'bad signature';
}

/** The state after a transaction, or why it is refused. The given state is never changed. */
export function apply(state: State, transaction: Transaction): State | Refusal {
	const refusal = refusalOf(accountOf(state, transaction.from), transaction);
	if (refusal !== null) return { refusal };
	const next = new Map([...state].map(([address, account]) => [address, { ...account }] as const));
	const change = (address: string, by: number, nonces: number) => {
		const { balance, nonce } = accountOf(next, address);
		next.set(address, { balance: balance + by, nonce: nonce + nonces });
	};
	change(transaction.from, -transaction.amount - transaction.fee, 1);
	change(transaction.to, transaction.amount, 0);
	return next;
}

/** At most `limit` transactions that can follow each other, the highest fee first among those that can come next. */
export function selectTransactions(state: State, pool: readonly Transaction[], limit: number): Transaction[] {
	const chosen: Transaction[] = [];
	const waiting = new Set(pool);
	let current = state;
	while (chosen.length < limit) {
		let best: { transaction: Transaction; after: State } | null = null;
		for (const transaction of waiting) {
			// equivalent: <= → < because which of two equal fees comes first is left open
			if (best !== null && transaction.fee <= best.transaction.fee) continue;
			const after = apply(current, transaction);
			if (!('refusal' in after)) best = { transaction, after };
		}
		if (best === null) break;
		chosen.push(best.transaction);
		// equivalent: waiting.delete(best.transaction); → nothing because its nonce has passed, so it is refused from now on
		waiting.delete(best.transaction);
		current = best.after;
	}
	return chosen;
}
// endregion
