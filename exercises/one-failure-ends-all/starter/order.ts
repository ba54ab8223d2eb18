// read-only
/** A line of an upload. */
export interface Order {
	id: number;
	customer: string;
	cents: number;
}

/** Reads `7;Zoë;1250`. Throws when it is no order; `lineNumber` counts from 1. */
export function parseOrder(line: string, lineNumber: number): Order {
	const [id = '', customer = '', cents = ''] = line.split(';');
	if (!/^\d+$/.test(id) || !/^\d+$/.test(cents)) throw new Error(`line ${lineNumber}: not an order: ${line}`);
	return { id: Number(id), customer, cents: Number(cents) };
}
