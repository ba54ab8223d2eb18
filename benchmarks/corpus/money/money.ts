const DIGITS: Record<string, number> = { EUR: 2, USD: 2, JPY: 0, KWD: 3 };
const SIGNS: Record<string, string> = { EUR: '€', USD: '$', JPY: '¥' };

/** An amount in the smallest unit of its currency, so that nothing is lost to fractions. */
export class Money {
	readonly units: bigint;
	readonly currency: string;

	constructor(units: bigint, currency: string) {
		if (!(currency in DIGITS)) throw new RangeError(`no currency ${currency}`);
		this.units = units;
		this.currency = currency;
	}

	static parse(text: string): Money {
		const match = /^(-?)(\d[\d,]*)(?:\.(\d+))? ([A-Z]{3})$/.exec(text);
		if (!match) throw new SyntaxError(`cannot read “${text}”`);
		const [, minus, whole = '', fraction = '', currency = ''] = match;
		const digits = DIGITS[currency] ?? 0;
		if (fraction.length > digits) throw new RangeError(`${currency} has ${digits} digits`);
		const units = BigInt(whole.replaceAll(',', '') + fraction.padEnd(digits, '0'));
		return new Money(minus ? -units : units, currency);
	}

	plus(other: Money): Money {
		return new Money(this.units + this.#same(other).units, this.currency);
	}

	minus(other: Money): Money {
		return new Money(this.units - this.#same(other).units, this.currency);
	}

	/** Rounds half to even, as banks do. */
	percent(hundredths: number): Money {
		const scaled = this.units * BigInt(hundredths);
		const [whole, rest] = [scaled / 100n, scaled % 100n];
		const twice = (rest < 0n ? -rest : rest) * 2n;
		const isUp = twice > 100n || (twice === 100n && whole % 2n !== 0n);
		return new Money(isUp ? whole + (scaled < 0n ? -1n : 1n) : whole, this.currency);
	}

	/** Parts that add up to the whole: what is left over goes to the first. */
	split(...shares: number[]): Money[] {
		const total = BigInt(shares.reduce((a, b) => a + b, 0));
		if (total <= 0n) throw new RangeError('shares must add up to something');
		const parts = shares.map((share) => (this.units * BigInt(share)) / total);
		let rest = this.units - parts.reduce((a, b) => a + b, 0n);
		return parts.map((part) => {
			const extra = rest > 0n ? 1n : rest < 0n ? -1n : 0n;
			rest -= extra;
			return new Money(part + extra, this.currency);
		});
	}

	compare(other: Money): number {
		const difference = this.units - this.#same(other).units;
		return difference < 0n ? -1 : difference > 0n ? 1 : 0;
	}

	format(): string {
		const digits = DIGITS[this.currency] ?? 0;
		const text = String(this.units < 0n ? -this.units : this.units).padStart(digits + 1, '0');
		const whole = text.slice(0, text.length - digits).replace(/\B(?=(\d{3})+$)/g, ',');
		const fraction = digits > 0 ? `.${text.slice(-digits)}` : '';
		return `${this.units < 0n ? '-' : ''}${SIGNS[this.currency] ?? `${this.currency} `}${whole}${fraction}`;
	}

	#same(other: Money): Money {
		if (other.currency !== this.currency) throw new TypeError(`${this.currency} is not ${other.currency}`);
		return other;
	}
}
