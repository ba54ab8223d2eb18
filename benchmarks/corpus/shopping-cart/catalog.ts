export interface Product {
	sku: string;
	name: string;
	cents: number;
	category: 'book' | 'food' | 'toy';
}

const PRODUCTS: readonly Product[] = [
	{ sku: 'B1', name: 'Novel', cents: 1_200, category: 'book' },
	{ sku: 'B2', name: 'Atlas', cents: 4_500, category: 'book' },
	{ sku: 'F1', name: 'Bread', cents: 350, category: 'food' },
	{ sku: 'T1', name: 'Puzzle', cents: 1_999, category: 'toy' }
];

export function productOf(sku: string): Product {
	const product = PRODUCTS.find((each) => each.sku === sku);
	if (!product) throw new RangeError(`no product ${sku}`);
	return product;
}
