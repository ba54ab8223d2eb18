// expect: time_limit_exceeded
new TextEncoder().encode('é'.repeat(1e7))
