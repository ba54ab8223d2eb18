import { LabUnsupportedError } from '../../../kernel/network-error.ts';

/**
 * Refuses, by its name, each option that the client does not know or the lab does not have. kafkajs ignores
 * what is misspelt; here nothing is ignored.
 *
 * @param what whose options: `producer`
 */
export function expectOptions(what: string, given: object, known: readonly string[]): void {
	for (const [name, value] of Object.entries(given)) {
		if (value === undefined || known.includes(name)) continue;
		if (NEUTRAL.get(name) === value) continue;
		throw new LabUnsupportedError(`kafkajs ${what} option "${name}"`, adviceFor(name, known));
	}
}

/** What asks for nothing. */
const NEUTRAL = new Map<string, unknown>([
	['ssl', false],
	['sasl', null],
	['rackId', ''],
	['compression', 0]
]);

const REASONS = new Map([
	['ssl', 'The network of the lab is not encrypted.'],
	['sasl', 'Brokers of the lab let everybody in.'],
	['compression', 'Messages of the lab travel as objects; leave it out, or take CompressionTypes.None.'],
	['rackId', 'Consumers of the lab read from leaders.']
]);

function adviceFor(name: string, known: readonly string[]): string {
	const reason = REASONS.get(name);
	if (reason !== undefined) return reason;
	const meant = known.find((other) => other.toLowerCase() === name.toLowerCase());
	return meant === undefined ? `There are ${known.join(', ')}.` : `Did you mean "${meant}"?`;
}
