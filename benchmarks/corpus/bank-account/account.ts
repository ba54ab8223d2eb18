export type Entry = { kind: 'deposit' | 'withdrawal' | 'transfer'; cents: number; at: Date; note?: string };

export class InsufficientFunds extends Error {
	override name = 'InsufficientFunds';
	readonly missing: number;

	constructor(missing: number) {
		super(`${missing} cents are missing`);
		this.missing = missing;
	}
}

export class Account {
	static #nextId = 1;
	readonly id = `acc-${Account.#nextId++}`;
	readonly owner: string;
	readonly #entries: Entry[] = [];
	#isClosed = false;

	constructor(owner: string) {
		this.owner = owner;
	}

	get balance(): number {
		return this.#entries.reduce((sum, { cents }) => sum + cents, 0);
	}

	get entries(): readonly Readonly<Entry>[] {
		return structuredClone(this.#entries);
	}

	deposit(cents: number, note?: string): this {
		this.#demandPositive(cents);
		return this.#add({ kind: 'deposit', cents, at: new Date(), note });
	}

	withdraw(cents: number, note?: string): this {
		this.#demandPositive(cents);
		this.#demandFunds(cents);
		return this.#add({ kind: 'withdrawal', cents: -cents, at: new Date(), note });
	}

	transfer(cents: number, to: Account): void {
		this.#demandPositive(cents);
		this.#demandFunds(cents);
		to.#demandOpen();
		this.#add({ kind: 'transfer', cents: -cents, at: new Date(), note: to.id });
		to.#add({ kind: 'transfer', cents, at: new Date(), note: this.id });
	}

	close(): number {
		this.#demandOpen();
		const rest = this.balance;
		if (rest > 0) this.withdraw(rest, 'closing');
		this.#isClosed = true;
		return rest;
	}

	#add(entry: Entry): this {
		this.#demandOpen();
		this.#entries.push(entry);
		return this;
	}

	#demandOpen(): void {
		if (this.#isClosed) throw new Error('the account is closed');
	}

	#demandPositive(cents: number): void {
		if (!Number.isSafeInteger(cents) || cents <= 0)
			throw new RangeError('an amount is a positive number of cents');
	}

	#demandFunds(cents: number): void {
		if (cents > this.balance) throw new InsufficientFunds(cents - this.balance);
	}
}
