// expect: time_limit_exceeded
(Iterator as any).from({ next: () => ({ done: false }), return() { for (;;); } }).take(0).next()
