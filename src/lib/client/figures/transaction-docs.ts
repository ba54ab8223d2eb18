/** Where PostgreSQL 18 tells more about transactions that meet. */
const DOCS = 'https://www.postgresql.org/docs/18';

export const LOCKS_DOCS = `${DOCS}/explicit-locking.html#LOCKING-TABLES`;
export const DEADLOCKS_DOCS = `${DOCS}/explicit-locking.html#LOCKING-DEADLOCKS`;
export const SNAPSHOT_DOCS = `${DOCS}/functions-info.html#FUNCTIONS-INFO-SNAPSHOT`;
export const ISOLATION_DOCS = `${DOCS}/transaction-iso.html`;
