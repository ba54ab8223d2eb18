/** `Queues & logs` has the address `queues-logs`; nothing, where no letter of the alphabet is left. */
export function slugFrom(title: string, maxLength: number): string {
	const plain = title
		.normalize('NFKD')
		.replace(/\p{Mark}/gu, '')
		.toLowerCase();
	const words = plain.match(/[a-z0-9]+/g) ?? [];
	return words.join('-').slice(0, maxLength).replace(/-$/, '');
}
