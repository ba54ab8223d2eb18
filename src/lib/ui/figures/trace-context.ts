import { createContext } from 'svelte';
import type { TraceStore } from '#lib/client/trace/trace-store.svelte.ts';

/**
 * The trace that the figures of a page share. Given as a function, because a new run is a new store.
 */
export const [getTraceStore, setTraceStore, hasTraceStore] = createContext<() => TraceStore>();
