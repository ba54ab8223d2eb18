import { beforeEach, describe, expect, test } from 'vitest';
import { Account, InsufficientFunds } from './account.ts';

let ada: Account;
let bob: Account;

beforeEach(() => {
	ada = new Account('Ada').deposit(10_000);
	bob = new Account('Bob');
});

describe('an account', () => {
	test('has an id of its own', () => {
		expect(ada.id).toMatch(/^acc-\d+$/);
		expect(ada.id).not.toBe(bob.id);
	});

	test('begins empty', () => {
		expect(bob.balance).toBe(0);
		expect(bob.entries).toEqual([]);
	});

	test('adds and subtracts', () => {
		expect(ada.deposit(500).withdraw(2_500).balance).toBe(8_000);
	});

	test.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses an amount of %d', (cents) => {
		expect(() => ada.deposit(cents)).toThrow(RangeError);
		expect(() => ada.withdraw(cents)).toThrow(RangeError);
		expect(ada.balance).toBe(10_000);
	});

	test('cannot be overdrawn', () => {
		expect(() => bob.withdraw(30)).toThrow(InsufficientFunds);
		expect(() => bob.withdraw(30)).toThrow('30 cents are missing');
	});

	test('keeps its history to itself', () => {
		const entries = ada.entries;
		Reflect.set(entries, 0, { kind: 'deposit', cents: 1 });
		Reflect.set(ada.entries[0] ?? {}, 'cents', 999_999);
		expect(ada.balance).toBe(10_000);
	});

	test('remembers what happened', () => {
		ada.withdraw(1, 'gum');
		expect(ada.entries).toEqual([
			{ kind: 'deposit', cents: 10_000, at: expect.any(Date) },
			{ kind: 'withdrawal', cents: -1, at: expect.any(Date), note: 'gum' }
		]);
	});
});

describe('a transfer', () => {
	test('moves money', () => {
		ada.transfer(4_000, bob);
		expect([ada.balance, bob.balance]).toEqual([6_000, 4_000]);
	});

	test('happens wholly or not at all', () => {
		bob.close();
		expect(() => ada.transfer(1, bob)).toThrow('closed');
		expect(ada.balance).toBe(10_000);
	});
});

test('closing pays out and ends', () => {
	expect(ada.close()).toBe(10_000);
	expect(ada.balance).toBe(0);
	expect(() => ada.deposit(1)).toThrow(/closed/);
	expect(() => ada.close()).toThrow(/closed/);
});
