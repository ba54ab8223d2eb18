/** Every kind of page a signed-out person can open, for journeys that look at all of them. */
export const LESSON_PATH = '/series/from-scratch/blockchain-from-scratch';
export const EXERCISE_SLUGS = [
	'hash-and-link',
	'merkle-proof',
	'proof-of-work',
	'transactions-and-mempool',
	'forks-and-reorg',
	'double-spend-attack'
] as const;

export const PUBLIC_PAGES = [
	'/',
	'/tags/backend',
	'/series',
	'/series/from-scratch',
	LESSON_PATH,
	'/exercises/hash-and-link',
	'/progress',
	'/sign-in',
	'/sign-up',
	'/about'
];
