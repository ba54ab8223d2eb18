// expect: memory_limit_exceeded
const all: any[] = []; let last: any = null; try { for (;;) all.push(new Array(1e5).fill(1)); } catch { try { for (;;) last = { last }; } catch {} } throw new Error('full')
