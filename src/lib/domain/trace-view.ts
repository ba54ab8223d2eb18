/** The ways to look at a trace, in the order of their tabs; a fence of a lesson names one: `trace=log`. */
export const TRACE_VIEWS = {
	swimlane: 'Messages',
	log: 'Log',
	state: 'Keys',
	queues: 'Queues',
	pipe: 'Streams',
	transactions: 'Transactions',
	pages: 'Pages',
	index: 'Index',
	plans: 'Plans',
	plots: 'Plots'
} as const;

export type TraceView = keyof typeof TRACE_VIEWS;

export function isTraceView(name: string): name is TraceView {
	return Object.hasOwn(TRACE_VIEWS, name);
}
