import type { Line } from './cart.ts';

export interface Discount {
	name: string;
	/** How many cents come off. */
	of(lines: readonly Line[]): number;
}

const costOf = ({ product, quantity }: Line) => product.cents * quantity;

export function percentOff(category: string, percent: number): Discount {
	return {
		name: `${percent} % off ${category}`,
		of: (lines) =>
			Math.floor(
				(lines
					.filter(({ product }) => product.category === category)
					.reduce((sum, line) => sum + costOf(line), 0) *
					percent) /
					100
			)
	};
}

export function everyNthFree(sku: string, n: number): Discount {
	return {
		name: `each ${n}. ${sku} free`,
		of: (lines) =>
			lines
				.filter(({ product }) => product.sku === sku)
				.reduce((sum, { product, quantity }) => sum + Math.floor(quantity / n) * product.cents, 0)
	};
}

export function above(limitCents: number, offCents: number): Discount {
	return {
		name: `${offCents} off above ${limitCents}`,
		of: (lines) => (lines.reduce((sum, line) => sum + costOf(line), 0) > limitCents ? offCents : 0)
	};
}
