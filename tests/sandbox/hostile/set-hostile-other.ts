// expect: time_limit_exceeded
new Set([1, 2]).union({ size: 1e9, has() { return true; }, keys() { return { next() { for (;;); } }; } } as any)
