import { productOf, type Product } from './catalog.ts';
import type { Discount } from './discounts.ts';

export interface Line {
	product: Product;
	quantity: number;
}

export interface Receipt {
	lines: { name: string; quantity: number; cents: number }[];
	discounts: { name: string; cents: number }[];
	taxCents: number;
	totalCents: number;
}

const TAX_PERCENT: Record<Product['category'], number> = { book: 5, food: 0, toy: 20 };

export class Cart {
	readonly #lines = new Map<string, Line>();
	readonly #discounts: readonly Discount[];

	constructor(discounts: readonly Discount[] = []) {
		this.#discounts = discounts;
	}

	add(sku: string, quantity = 1): this {
		if (!Number.isInteger(quantity) || quantity < 1) throw new RangeError('a quantity is 1 or more');
		const line = this.#lines.get(sku) ?? { product: productOf(sku), quantity: 0 };
		this.#lines.set(sku, { ...line, quantity: line.quantity + quantity });
		return this;
	}

	remove(sku: string, quantity = Number.POSITIVE_INFINITY): this {
		const line = this.#lines.get(sku);
		if (!line) return this;
		if (line.quantity <= quantity) this.#lines.delete(sku);
		else this.#lines.set(sku, { ...line, quantity: line.quantity - quantity });
		return this;
	}

	get count(): number {
		return [...this.#lines.values()].reduce((sum, { quantity }) => sum + quantity, 0);
	}

	checkOut(): Receipt {
		const lines = [...this.#lines.values()];
		if (lines.length === 0) throw new Error('the cart is empty');
		const gross = lines.reduce((sum, { product, quantity }) => sum + product.cents * quantity, 0);
		const discounts = this.#discounts
			.map((discount) => ({ name: discount.name, cents: discount.of(lines) }))
			.filter(({ cents }) => cents > 0);
		const off = Math.min(
			gross,
			discounts.reduce((sum, { cents }) => sum + cents, 0)
		);
		const tax = lines.reduce(
			(sum, { product, quantity }) => sum + (product.cents * quantity * TAX_PERCENT[product.category]) / 100,
			0
		);
		const taxCents = Math.round((tax * (gross - off)) / gross);
		return {
			lines: lines.map(({ product, quantity }) => ({
				name: product.name,
				quantity,
				cents: product.cents * quantity
			})),
			discounts,
			taxCents,
			totalCents: gross - off + taxCents
		};
	}
}
