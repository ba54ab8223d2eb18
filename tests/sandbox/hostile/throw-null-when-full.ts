// expect: memory_limit_exceeded
const all: any[] = []; try { for (;;) all.push(new Array(1e5).fill(1)); } catch { try { for (;;) all.push({}); } catch {} } throw new Error('full')
