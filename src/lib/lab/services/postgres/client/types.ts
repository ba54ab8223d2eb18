import pgTypes from 'pg-types';
import { mainProcessOrNull } from '../../../kernel/current.ts';
import { turn } from '../../../runtime/turn.ts';

type Parse = (value: string) => unknown;
type Format = 'text' | 'binary';

/**
 * The package `pg-types`, but that each process has parsers of its own, as each process of Node has its own
 * copy of the package: what one node sets changes nothing for another. Code outside of any node shares one set.
 */
const ofNodes = new WeakMap<object, Map<string, Parse>>();
const outside = new Map<string, Parse>();

function own(): Map<string, Parse> | undefined {
	const { owner } = turn;
	return owner === null || owner === mainProcessOrNull() ? outside : ofNodes.get(owner);
}

function setTypeParser(oid: number, format: Format | Parse, parse?: Parse): void {
	if (typeof format === 'function') return setTypeParser(oid, 'text', format);
	if (parse === undefined || (format !== 'text' && format !== 'binary'))
		throw new TypeError('types.setTypeParser takes an oid, a format (text) and a function.');
	let parsers = own();
	if (!parsers) {
		parsers = new Map();
		if (turn.owner) ofNodes.set(turn.owner, parsers);
	}
	parsers.set(`${format} ${oid}`, parse);
}

function getTypeParser(oid: number, format: Format = 'text'): Parse {
	const parsers = own();
	const set = parsers && parsers.size > 0 ? parsers.get(`${format} ${oid}`) : undefined;
	return set ?? pgTypes.getTypeParser(oid, format);
}

export const types = {
	getTypeParser,
	setTypeParser,
	arrayParser: pgTypes.arrayParser,
	builtins: pgTypes.builtins
};
