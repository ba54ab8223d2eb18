import { describe, expect, test } from 'vitest';
import {
	accountOf,
	apply,
	createWallet,
	isSigned,
	selectTransactions,
	type State,
	type Transaction
} from '../ledger.ts';

const [ada, bob, eve] = [createWallet(), createWallet(), createWallet()];
const start: State = new Map([[ada.address, { balance: 100, nonce: 0 }]]);

const refused = (result: ReturnType<typeof apply>): boolean => 'refusal' in result;

describe('1. Sign for one chain', () => {
	test('no field can be changed after signing', () => {
		const payment = ada.sign({ to: bob.address, amount: 9, fee: 11, nonce: 0 });
		const changes: Partial<Transaction>[] = [
			{ to: eve.address },
			{ amount: 90 },
			{ fee: 2 },
			{ nonce: 1 },
			// The same digits in the same order, for who strings them together.
			{ amount: 91, fee: 1 }
		];

		for (const change of changes) {
			const fields = Object.keys(change).join(' and ');
			expect(isSigned({ ...payment, ...change }), `signed, then ${fields} changed`).toBe(false);
		}
	});
});

describe('2. Apply one transaction', () => {
	test('the given state stays as it was', () => {
		const before = structuredClone(new Map(start));

		apply(start, ada.sign({ to: bob.address, amount: 30, fee: 2, nonce: 0 }));
		apply(start, ada.sign({ to: bob.address, amount: 300, fee: 2, nonce: 0 }));

		expect(start, 'the state that two transactions were applied to').toEqual(before);
	});

	test('an amount that is not a whole number above zero is refused', () => {
		for (const amount of [-50, 0, 0.5, Number.NaN]) {
			const after = apply(start, ada.sign({ to: bob.address, amount, fee: 0, nonce: 0 }));
			expect(refused(after), `an amount of ${amount} is refused`).toBe(true);
		}
		const halfFee = apply(start, ada.sign({ to: bob.address, amount: 1, fee: 0.5, nonce: 0 }));
		expect(refused(halfFee), 'a fee of 0.5 is refused').toBe(true);
		const paidByFee = apply(start, ada.sign({ to: bob.address, amount: 1, fee: -20, nonce: 0 }));
		expect(refused(paidByFee), 'a fee of -20 is refused').toBe(true);
	});

	test('a refusal says why', () => {
		const payments = [
			{ what: 'an amount of 0', payment: { to: bob.address, amount: 0, fee: 0, nonce: 0 } },
			{ what: 'nonce 1 before nonce 0', payment: { to: bob.address, amount: 1, fee: 0, nonce: 1 } },
			{ what: 'paying 101 out of 100', payment: { to: bob.address, amount: 101, fee: 0, nonce: 0 } }
		];

		for (const { what, payment } of payments) {
			const after = apply(start, ada.sign(payment));
			const reason = 'refusal' in after ? after.refusal : '';
			expect(typeof reason === 'string' && reason !== '', `${what} is refused in words`).toBe(true);
		}
	});

	test('a payment that its sender did not sign is refused', () => {
		const payment = ada.sign({ to: eve.address, amount: 9, fee: 0, nonce: 0 });
		const forged = { ...eve.sign({ to: eve.address, amount: 90, fee: 0, nonce: 0 }), from: ada.address };

		expect(refused(apply(start, payment)), 'signed by its sender').toBe(false);
		expect(refused(apply(start, forged)), 'signed by eve in the name of ada').toBe(true);
	});

	test('money is neither made nor lost over random payments', () => {
		const wallets = [ada, bob, eve];
		const sentCounts = new Map(wallets.map(({ address }) => [address, 0]));
		let state = start;
		let fees = 0;
		for (let turn = 0; turn < 16; turn += 1) {
			const wallet = wallets[Math.floor(Math.random() * 3)] ?? ada;
			const to = wallets[Math.floor(Math.random() * 3)] ?? bob;
			const { nonce } = accountOf(state, wallet.address);
			const fee = Math.floor(Math.random() * 3);
			const after = apply(
				state,
				wallet.sign({ to: to.address, amount: 1 + Math.floor(Math.random() * 40), fee, nonce })
			);
			if ('refusal' in after) continue;
			state = after;
			fees += fee;
			sentCounts.set(wallet.address, (sentCounts.get(wallet.address) ?? 0) + 1);
		}
		const total = [...state.values()].reduce((sum, { balance }) => sum + balance, 0);

		expect(total + fees, 'all balances and all fees together').toBe(100);
		expect(
			wallets.map(({ address }) => accountOf(state, address).nonce),
			'the nonces of three senders, each raised by its own payments only'
		).toEqual([...sentCounts.values()]);
	});
});

describe('3. Choose from the mempool', () => {
	test('the highest fee comes first, wherever it stands', () => {
		const rich: State = new Map([ada, bob, eve].map(({ address }) => [address, { balance: 10, nonce: 0 }]));
		const pool = [
			ada.sign({ to: bob.address, amount: 1, fee: 5, nonce: 0 }),
			bob.sign({ to: ada.address, amount: 1, fee: 3, nonce: 0 }),
			eve.sign({ to: ada.address, amount: 1, fee: 9, nonce: 0 })
		];

		const fees = selectTransactions(rich, pool, 3).map(({ fee }) => fee);

		expect(fees, 'the fees 5, 3 and 9 of three senders').toEqual([9, 5, 3]);
	});

	test('no more than the limit are chosen', () => {
		const pool = [0, 1, 2, 3].map((nonce) => ada.sign({ to: bob.address, amount: 1, fee: 4 - nonce, nonce }));

		expect(selectTransactions(start, pool, 2), 'with room for two').toHaveLength(2);
		expect(selectTransactions(start, pool, 0), 'with room for none').toHaveLength(0);
		expect(selectTransactions(start, pool, 9), 'with room for nine').toHaveLength(4);
	});
});
