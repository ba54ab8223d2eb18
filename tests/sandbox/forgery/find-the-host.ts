try {
	for (const name of ['__host', '__dispatch', '__modules', '__moduleSources', '__seal', '__M']) { const found = (globalThis as any)[name]; if (found) throw new Error('found ' + name); }
} catch {}

export const add = (a: number, b: number): any => a - b;
