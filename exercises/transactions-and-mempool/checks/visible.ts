import { describe, expect, test } from 'vitest';
import {
	accountOf,
	apply,
	CHAIN_ID,
	createWallet,
	isSigned,
	selectTransactions,
	signedText,
	type State
} from '../ledger.ts';

const [ada, bob] = [createWallet(), createWallet()];
const start: State = new Map([[ada.address, { balance: 100, nonce: 0 }]]);

const refused = (result: ReturnType<typeof apply>): boolean => 'refusal' in result;
const balances = (result: ReturnType<typeof apply>) =>
	'refusal' in result
		? `refused: ${result.refusal}`
		: { ada: accountOf(result, ada.address).balance, bob: accountOf(result, bob.address).balance };

describe('1. Sign for one chain', () => {
	test('a signature made for another chain does not count', () => {
		const payment = ada.sign({ to: bob.address, amount: 9, fee: 1, nonce: 0 });
		const elsewhere = signedText(payment).replaceAll(CHAIN_ID, 'test-net');

		const replayed = { ...payment, signature: ada.signText(elsewhere) };

		expect(isSigned(payment), 'a payment signed for this chain').toBe(true);
		expect(isSigned(replayed), 'a payment signed for the chain test-net, sent to this one').toBe(false);
	});
});

describe('2. Apply one transaction', () => {
	test('a payment moves the amount and takes the fee', () => {
		const after = apply(start, ada.sign({ to: bob.address, amount: 30, fee: 2, nonce: 0 }));

		expect(balances(after), 'after paying 30 with a fee of 2 out of 100').toEqual({ ada: 68, bob: 30 });
	});

	test('a payment that costs more than the balance, with its fee, is refused', () => {
		const after = apply(start, ada.sign({ to: bob.address, amount: 99, fee: 2, nonce: 0 }));

		expect(refused(after), 'paying 99 with a fee of 2 out of 100 is refused').toBe(true);
	});

	test('an account can be emptied', () => {
		const after = apply(start, ada.sign({ to: bob.address, amount: 98, fee: 2, nonce: 0 }));

		expect(balances(after), 'after paying 98 with a fee of 2 out of 100').toEqual({ ada: 0, bob: 98 });
	});

	test('a payment that was applied is refused the second time', () => {
		const payment = ada.sign({ to: bob.address, amount: 9, fee: 0, nonce: 0 });
		const once = apply(start, payment);

		const twice = 'refusal' in once ? once : apply(once, payment);

		expect(refused(twice), 'the same signed payment, a second time, is refused').toBe(true);
	});

	test('a nonce that leaves a gap is refused', () => {
		const early = apply(start, ada.sign({ to: bob.address, amount: 9, fee: 0, nonce: 1 }));

		expect(refused(early), 'nonce 1 before nonce 0 is refused').toBe(true);
	});

	test('paying yourself creates no money', () => {
		const after = apply(start, ada.sign({ to: ada.address, amount: 40, fee: 1, nonce: 0 }));

		expect(balances(after), 'after paying oneself 40 with a fee of 1').toEqual({ ada: 99, bob: 0 });
	});
});

describe('3. Choose from the mempool', () => {
	const rich: State = new Map([
		[ada.address, { balance: 100, nonce: 0 }],
		[bob.address, { balance: 100, nonce: 0 }]
	]);

	test('the highest fee comes first', () => {
		const low = ada.sign({ to: bob.address, amount: 1, fee: 1, nonce: 0 });
		const high = bob.sign({ to: ada.address, amount: 1, fee: 5, nonce: 0 });

		const fees = selectTransactions(rich, [low, high], 1).map(({ fee }) => fee);

		expect(fees, 'one of the fees 1 and 5').toEqual([5]);
	});

	test('what was chosen before counts', () => {
		const first = ada.sign({ to: bob.address, amount: 80, fee: 3, nonce: 0 });
		const second = ada.sign({ to: bob.address, amount: 80, fee: 2, nonce: 1 });
		const other = ada.sign({ to: bob.address, amount: 70, fee: 1, nonce: 0 });

		const chosen = selectTransactions(rich, [first, second, other], 3);

		expect(
			chosen.map(({ fee }) => fee),
			'of three payments of 80, 80 and 70 out of 100, only the first'
		).toEqual([3]);
	});

	test('a transaction that was not possible yet is tried again', () => {
		const next = ada.sign({ to: bob.address, amount: 1, fee: 9, nonce: 1 });
		const first = ada.sign({ to: bob.address, amount: 1, fee: 1, nonce: 0 });

		const nonces = selectTransactions(rich, [next, first], 2).map(({ nonce }) => nonce);

		expect(nonces, 'the nonces in the order they can be applied').toEqual([0, 1]);
	});
});
