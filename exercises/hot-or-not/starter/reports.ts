// read-only

/** The three questions that are asked of the counters. */
export const REPORTS = {
	one: 'select name, hits from counters where id = $1',
	site: 'select name, hits from counters where site = $1',
	/** Which counters had their last hit before a day. */
	silent: 'select id from counters where hit_at < $1::date'
};
